import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, essayBy, makeCast, refusalOf, replyBy } from '../../cast.ts'
import { ask } from '#lib/ask.ts'
import { runCommand } from '#lib/command.ts'
import { carryText } from '#lib/comments/drafts/carry-text.ts'
import { claimCarried } from '#lib/comments/drafts/claim-carried.ts'
import { keepDraft } from '#lib/comments/drafts/keep-draft.ts'
import { carriesText, readCarriedUnder } from '#lib/comments/drafts/read-carried.ts'
import { draftsUnder } from '#lib/comments/drafts/read-drafts.ts'
import { openText, sealText } from '#lib/comments/drafts/seal-text.ts'
import { sortDraft } from '#lib/comments/drafts/sort-draft.ts'
import { sweepDrafts } from '#lib/comments/drafts/sweep-drafts.ts'
import { reader, writer } from '#lib/database.ts'
import { makeSecret } from '#lib/people/make-secret.ts'
import { anonymous, operator } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
})

const carry = (secret: string, body: string, at?: Date) => carryOut(carryText, anonymous, { slug: post.slug, body, secret }, at)
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)

describe('the text of somebody at the door', () => {
  test('is theirs who carry the secret, and becomes their draft when they are in', async () => {
    const { rae } = await makeCast()
    const secret = makeSecret()
    await carry(secret, 'Begun before the door.')
    expect((await readCarriedUnder(secret, post.id, new Date())).get(post.id)?.body).toBe('Begun before the door.')
    expect((await readCarriedUnder(makeSecret(), post.id, new Date())).size).toBe(0)
    expect((await ask(draftsUnder(rae, post.id))).size).toBe(0)
    expect(await carryOut(claimCarried, rae, { secret })).toEqual({ claimed: 1 })
    expect((await ask(draftsUnder(rae, post.id))).get(post.id)?.body).toBe('Begun before the door.')
    expect(await carryOut(claimCarried, cast.nia, { secret })).toEqual({ claimed: 0 })
    expect(await reader().comment.count({ where: { authorId: rae.id } })).toBe(0)
  })

  test('cannot be read from the table, and opens at its own place alone', async () => {
    const secret = makeSecret()
    await carry(secret, 'A sentence that must not be found.')
    const rows = await reader().carriedText.findMany()
    expect(Buffer.concat(rows.map(({ sealed }) => sealed)).toString('latin1')).not.toContain('sentence')
    expect(JSON.stringify(rows)).not.toContain(secret)
    const sealed = sealText('Words.', secret, 'a place')
    expect([openText(sealed, secret, 'a place'), openText(sealed, secret, 'another'), openText(sealed, makeSecret(), 'a place')]).toEqual(['Words.', null, null])
    sealed[20] = (sealed[20] ?? 0) ^ 1
    expect(openText(sealed, secret, 'a place')).toBeNull()
  })

  test('stands beside a draft that was there already, and neither is lost', async () => {
    const { rae } = await makeCast()
    await carryOut(keepDraft, rae, { slug: post.slug, body: 'From last week.' })
    const secret = makeSecret()
    await carry(secret, 'From just now.')
    await carryOut(claimCarried, rae, { secret })
    const draft = (await ask(draftsUnder(rae, post.id))).get(post.id)
    expect(draft).toMatchObject({ body: 'From just now.', aside: { body: 'From last week.' } })
    await carryOut(sortDraft, rae, { draftId: draft?.id, act: 'exchange', version: draft?.version })
    expect((await ask(draftsUnder(rae, post.id))).get(post.id)).toMatchObject({ body: 'From last week.', aside: { body: 'From just now.' } })
  })

  test('is over after an hour, and gone soon after', async () => {
    const secret = makeSecret()
    await carry(secret, 'An hour.')
    expect([await carriesText(secret, inMinutes(59)), await carriesText(secret, inMinutes(61))]).toEqual([true, false])
    await carryOut(sweepDrafts, operator, {}, inMinutes(61))
    expect(await reader().carriedText.count()).toBe(0)
    await expect(writer().carriedText.create({ data: { holder: 'x', postId: post.id, answers: post.id, sealed: new Uint8Array(9), at: new Date(), expiresAt: inMinutes(120) } })).rejects.toThrow()
  })

  test('has no place under what is not public', async () => {
    const parentId = await replyBy(cast.mo, post.slug)
    expect((await refusalOf(carryText, anonymous, { slug: post.slug, parentId, body: 'x', secret: makeSecret() })).fields?.body).toMatch(/not here any more/)
  })

  test('takes little room whatever comes: a flood is refused in words, and the words are still in the form', async () => {
    await writer().carriedText.createMany({
      data: Array.from({ length: 990 }, () => ({ holder: makeSecret(), postId: post.id, answers: post.id, sealed: new Uint8Array(30), at: new Date(), expiresAt: inMinutes(59) })),
    })
    const flood = await Promise.all(Array.from({ length: 50 }, () => runCommand(carryText, anonymous, { slug: post.slug, body: 'Flood.', secret: makeSecret() })))
    const refused = flood.filter((each) => !each.ok)
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(refused.map((each) => !each.ok && each.code))).toEqual(new Set(['too-many']))
    expect(await reader().carriedText.count()).toBeLessThanOrEqual(1_020)
    await carryOut(sweepDrafts, operator, {}, inMinutes(61))
    const secret = makeSecret()
    for (let place = 0; place < 5; place++) await carryOut(carryText, anonymous, { slug: (await essayBy(cast.ada)).slug, body: 'One of five.', secret })
    expect((await refusalOf(carryText, anonymous, { slug: post.slug, body: 'The sixth.', secret })).code).toBe('too-many')
    expect((await refusalOf(carryText, anonymous, { slug: post.slug, body: 'x'.repeat(50_000), secret: makeSecret() })).fields?.body).toMatch(/longer than 20,000/)
  })
})
