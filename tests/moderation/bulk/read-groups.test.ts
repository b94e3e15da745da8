import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { readGroup } from '#lib/moderation/bulk/read-group.ts'
import { readGroups } from '#lib/moderation/bulk/read-groups.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { writer } from '#lib/database.ts'
import type { Outcome } from '#lib/refusal.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy } from '../../cast.ts'
import { leaveMany } from './many-texts.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }
let una: SignedIn
let guest: { id: string }
/** Something of Una's that is public. */
let published: string

const link = () => 'Look [here](https://www.Flood.example:8080/win?a=1) and [here](https://flood.example/) again.'

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
  una = await person('una', 'reader')
  guest = await writer().guest.create({ data: { name: 'Passer-by' }, select: { id: true } })
  published = await publishedReplyBy(una, cast.mo, post.slug)
  await leaveMany(post.id, 4, { authorId: una.id }, (place) => (place < 3 ? link() : `Una says thing ${place}.`))
  await leaveMany(post.id, 60, { guestId: guest.id }, (place) => (place < 6 ? link() : `The guest says thing ${place}.`))
  const decided = await leaveMany(post.id, 1, { authorId: cast.rae.id }, link)
  await decideNow(cast.mo, decided[0]?.commentId ?? '', 'approve')
})

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

describe('groups of what waits', () => {
  test('by person, guests among them, the largest first, with the first words of the oldest', async () => {
    const groups = valueOf(await readGroups(cast.mo, 'people'))
    expect(groups.map(({ by, name, handle, count }) => [by, name, handle, count])).toEqual([['guest', 'Passer-by', null, 60], ['person', 'una', una.handle, 4]])
    expect(groups[1]?.beginnings).toHaveLength(3)
    expect(groups[1]?.beginnings.join(' ')).toContain('Una says thing 3.')
  })

  test('by host, each once a text, whatever was written before and behind it, with how many wrote', async () => {
    const groups = valueOf(await readGroups(cast.mo, 'hosts'))
    expect(groups).toMatchObject([{ by: 'host', is: 'flood.example', count: 7, writers: 2 }])
  })

  test('are for the team', async () => {
    for (const viewer of [anonymous, cast.rae, cast.ada]) {
      expect((await readGroups(viewer, 'people')).ok).toBe(false)
      expect((await readGroup(viewer, { by: 'person', name: una.handle })).ok).toBe(false)
    }
  })
})

describe('one group', () => {
  test('is all that waits from somebody, oldest first, page by page, each once', async () => {
    const first = valueOf(await readGroup(cast.mo, { by: 'guest', name: guest.id }))
    expect([first.waiting, first.texts.length]).toEqual([60, 50])
    const second = valueOf(await readGroup(cast.mo, { by: 'guest', name: guest.id, after: first.next ?? '' }))
    expect([second.texts.length, second.next]).toEqual([10, null])
    const all = [...first.texts, ...second.texts]
    expect(new Set(all.map(({ itemId }) => itemId)).size).toBe(60)
    expect(all.every((text, place) => place === 0 || text.submittedAt >= (all[place - 1]?.submittedAt ?? text.submittedAt))).toBe(true)
  })

  test('says what deciding all of it would do, and to whom', async () => {
    const { reach } = valueOf(await readGroup(cast.mo, { by: 'host', name: 'Flood.example' }))
    expect(reach).toEqual({ count: 7, taken: 7, beside: 0, people: 2, posts: 1, writers: [{ name: 'Passer-by', count: 5 }, { name: 'una', count: 2 }] })
  })

  test('says of each text where it links to', async () => {
    const { texts } = valueOf(await readGroup(cast.mo, { by: 'person', name: una.handle }))
    expect(texts.map(({ hosts }) => hosts)).toEqual([['flood.example'], ['flood.example'], [], []])
  })

  test('leaves reports about somebody to be read', async () => {
    await carryOut(reportComment, cast.rae, { commentId: published, reasonCode: 'spam', note: '' })
    const { waiting, reach, texts } = valueOf(await readGroup(cast.mo, { by: 'person', name: una.handle }))
    expect([waiting, reach.count, reach.beside]).toEqual([5, 4, 1])
    expect(texts.map(({ noun }) => noun).toSorted()).toEqual(['comment', 'comment', 'comment', 'comment', 'report'])
  })

  test('that nobody belongs to, or that is none, says so', async () => {
    expect(valueOf(await readGroup(cast.mo, { by: 'host', name: 'nobody.example' })).waiting).toBe(0)
    for (const [by, name] of [['person', 'nobody'], ['guest', randomUUID()], ['guest', 'nonsense'], ['planet', 'mars']] as const) {
      expect(await readGroup(cast.mo, { by, name })).toMatchObject({ ok: false, code: 'not-found' })
    }
    expect(await readGroup(cast.mo, { by: 'person', name: una.handle, after: 'nonsense' })).toMatchObject({ ok: false, code: 'invalid' })
  })
})
