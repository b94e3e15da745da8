import { beforeAll, expect, test } from 'vitest'
import { carryOut, person } from '../../cast.ts'
import { writer } from '#lib/database.ts'
import { addPost } from '#lib/posts/writing/begin-post.ts'
import { readOwnPosts } from '#lib/posts/writing/read-own-posts.ts'
import type { OwnWish } from '#lib/posts/writing/read-own-posts.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import type { SignedIn } from '#lib/viewer.ts'

let eve: SignedIn
let bea: SignedIn
const many = 53

/** Eve has begun as many as two pages hold, a minute apart; Bea one. */
beforeAll(async () => {
  ;[eve, bea] = [await person('eve', 'author'), await person('bea', 'author')]
  for (let number = 0; number < many; number++) {
    const at = new Date(Date.now() - (many - number) * 60_000)
    const { id } = await writer().$transaction((tx) => addPost(tx, eve.id, `Number ${number}`, at))
    if (number === 7) await carryOut(saveDraft, eve, { postId: id, version: 1, title: 'Number 7', standfirst: '', source: 'A 100 % RARE_word.', reason: 'saved' }, at)
  }
  await writer().$transaction((tx) => addPost(tx, bea.id, 'Of Bea, rare_word', new Date()))
})

const titles = async (wish: OwnWish) => (await readOwnPosts(eve, 'draft', new Date(), wish)).posts.map(({ title }) => title)

test.each(['newest', 'oldest'] as const)('every one of many is on a page, once: %s first', async (order) => {
  const first = await readOwnPosts(eve, 'draft', new Date(), { order })
  const second = await readOwnPosts(eve, 'draft', new Date(), { order, after: first.more ?? '' })
  expect([first.posts.length, second.posts.length, second.more]).toEqual([50, 3, null])
  const all = [...first.posts, ...second.posts].map(({ title }) => title)
  const expected = Array.from({ length: many }, (_, number) => `Number ${number}`)
  expect(all).toEqual(order === 'oldest' ? expected : expected.reverse())
})

test('one is found by words in its title and its text, whatever their case, and none of others', async () => {
  expect(await titles({ words: 'rare_WORD number' })).toEqual(['Number 7'])
  expect(await titles({ words: '100 %' })).toEqual(['Number 7'])
  expect(await titles({ words: '%' })).toEqual(['Number 7'])
  expect(await titles({ words: 'umber 52' })).toEqual(['Number 52'])
  expect(await titles({ words: 'bea' })).toEqual([])
})
