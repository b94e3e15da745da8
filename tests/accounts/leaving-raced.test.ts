import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy } from '../cast.ts'
import { rows } from '../database/fenced-database.ts'
import { askForLink, member, sessionOf } from '../people/stories.ts'
import type { Member } from '../people/stories.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { keptForOne } from '#lib/accounts/kept-for-one.ts'
import { runCommand } from '#lib/command.ts'
import { keepDraft } from '#lib/comments/drafts/keep-draft.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { noteVisit } from '#lib/comments/visits/note-visit.ts'
import { reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { follow } from '#lib/notices/follow.ts'
import { tellOfComment } from '#lib/notices/tell-of-comment.ts'
import { mute } from '#lib/people/mute.ts'
import { startSession } from '#lib/people/start-session.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'
import type { Outcome } from '#lib/refusal.ts'
import { anonymous, operator } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  essay = await essayBy(cast.ada)
})

const hashOf = async (person: Member) => (await reader().person.findUniqueOrThrow({ where: { id: person.id }, select: { passwordHash: true } })).passwordHash ?? ''

/** Rows that are kept for somebody alone, by where they are, and their texts that wait. */
async function remains(personId: string): Promise<string[]> {
  const places = keptForOne.map(({ table, column }) => `SELECT '${table}.${column}' AS place FROM ${table} WHERE ${column} = $1`)
  const waiting = `SELECT 'comment' FROM comment WHERE author_id = $1 AND state IN ('held', 'returned')`
  return (await rows([...places, waiting].join(' UNION ALL '), [personId])).map(({ place }) => String(place))
}

/** What tabs, other devices and other people ask for while somebody leaves. */
function meanwhile(rae: Member, { hash, link, published, waiting, n }: { hash: string; link: string; published: string; waiting: { id: string; version: number }; n: number }): Promise<Outcome<unknown>>[] {
  return [
    runCommand(keepDraft, rae, { slug: essay.slug, body: `Nobody else’s words ${n}`, draftVersion: 0, idempotencyKey: `of a form ${n}` }),
    runCommand(postReply, rae, { slug: essay.slug, body: `A thought of mine, the ${n}th, by ${rae.handle}`, idempotencyKey: randomUUID() }),
    runCommand(postReply, rae, { slug: essay.slug, parentId: published, body: `An answer of mine, the ${n}th, by ${rae.handle}`, idempotencyKey: randomUUID() }),
    runCommand(noteVisit, rae, { slug: essay.slug, shown: new Date().toISOString() }),
    runCommand(follow, rae, { postId: essay.id, wanted: 'yes' }),
    runCommand(mute, rae, { handle: cast.ada.handle, muted: 'yes' }),
    runCommand(chooseRhythm, rae, { reply: 'daily' }),
    runCommand(mute, cast.noor, { handle: rae.handle, muted: 'yes' }),
    runCommand(startSession, anonymous, { personId: rae.id, checkedHash: hash }),
    runCommand(useMailLink, anonymous, { token: link, purpose: 'sign_in' }),
    runCommand(tellOfComment, operator, { commentId: published, edited: false }),
    runCommand(decide, cast.mo, { itemId: waiting.id, version: waiting.version, action: 'reject', reasonCode: 'off-topic' }),
  ]
}

async function waitingReply(rae: Member): Promise<string> {
  return (await carryOut(postReply, rae, { slug: essay.slug, body: `What waits of ${rae.handle}`, idempotencyKey: randomUUID() })).id
}

test('whoever leaves while anything of theirs is under way leaves nothing behind, whichever comes first, and everybody gets an answer', async () => {
  const before = { in: 0, after: 0 }
  for (let n = 0; n < 24; n++) {
    const rae = await member('rae')
    await carryOut(follow, rae, { authorId: cast.ada.id, wanted: 'yes' })
    const own = await publishedReplyBy(rae, cast.mo, essay.slug)
    const published = await publishedReplyBy(cast.nia, cast.mo, essay.slug, own)
    const waiting = await itemAbout(await waitingReply(rae))
    const [hash, link] = [await hashOf(rae), await askForLink(rae.email)]
    const asked = () => meanwhile(rae, { hash, link, published, waiting, n })
    const first = n % 2 === 0 ? asked() : []
    await setTimeout(n)
    const leaving = runCommand(deleteAccount, rae, { checkedHash: hash })
    await setTimeout(n % 5)
    const answers = await Promise.all([...first, ...(n % 2 === 0 ? [] : asked())])
    const left = await leaving
    for (const answer of answers) if (!answer.ok) expect(answer.message).not.toBe('')
    before[answers.some((answer) => answer.ok) ? 'in' : 'after'] += 1
    expect(left).toMatchObject({ ok: true })
    expect(await remains(rae.id)).toEqual([])
  }
  expect(before.in).toBeGreaterThan(0)
  expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations')).toEqual([])
}, 120_000)

describe('once somebody has left', () => {
  test('a request that was already on its way with their session is refused in a kind sentence and changes nothing', async () => {
    const rae = await member('rae')
    await carryOut(deleteAccount, rae, { checkedHash: await hashOf(rae) })
    const draft = await runCommand(keepDraft, rae, { slug: essay.slug, body: 'Late words', draftVersion: 0, idempotencyKey: 'late and later' })
    expect(draft).toMatchObject({ ok: false, code: 'signed-out', message: 'This account was deleted, so nothing more is kept under it.' })
    expect(await remains(rae.id)).toEqual([])
  })

  test('an answer to them, a decision about their text and a reply that names them by number tell nobody', async () => {
    const rae = await member('rae')
    const own = await publishedReplyBy(rae, cast.mo, essay.slug)
    await carryOut(deleteAccount, rae, { checkedHash: await hashOf(rae) })
    const answer = await publishedReplyBy(cast.nia, cast.mo, essay.slug, own)
    await carryOut(tellOfComment, operator, { commentId: answer, edited: false })
    await decideNow(cast.mo, own, 'hide')
    expect(await remains(rae.id)).toEqual([])
  })

  test('the database itself takes no row that is kept for one person alone, in any of the places', async () => {
    const rae = await member('rae')
    await sessionOf(rae)
    const guarded = await rows(`
      SELECT c.relname AS table, convert_from(rtrim(t.tgargs, '\\x00'), 'UTF8') AS column
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc f ON f.oid = t.tgfoid WHERE f.proname = 'nothing_for_who_has_left' ORDER BY 1, 2`)
    // What goes with a person's row is theirs alone; what can be found by their name is worked out from that row.
    const theirs = await rows(`
      SELECT k.conrelid::regclass::text AS table, a.attname AS column
      FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'f' AND k.confrelid = 'person'::regclass AND k.confdeltype = 'c' AND k.conrelid <> 'person_search'::regclass ORDER BY 1, 2`)
    const listed = [...keptForOne].toSorted((a, b) => a.table.localeCompare(b.table) || a.column.localeCompare(b.column))
    expect(guarded).toEqual(listed)
    expect(theirs).toEqual(listed)
    await carryOut(deleteAccount, rae, { checkedHash: await hashOf(rae) })
    await expect(writer().$transaction((tx) => tx.noticeSetting.create({ data: { personId: rae.id, topic: 'reply', rhythm: 'daily' } }))).rejects.toThrow()
    await writer().notice.createMany({ data: [{ personId: rae.id, kind: 'reply', at: new Date(), dueAt: new Date() }] })
    expect(await remains(rae.id)).toEqual([])
  })
})
