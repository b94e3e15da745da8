import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { follow } from '#lib/notices/follow.ts'
import { tellOfInvitation } from '#lib/notices/tell-of-invitation.ts'
import { tellOfPost } from '#lib/notices/tell-of-post.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { kinds } from '#lib/moderation/kinds/registry.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, replyBy } from '../cast.ts'

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 })
afterAll(() => database.end())

const proofs = async () => (await verify()).filter(({ ok }) => !ok)
const failing = async () => (await proofs()).map(({ name }) => name)

/** Tables whose guards are asleep, as after a repair by hand. */
const guarded = ['comment', 'comment_revision', 'review_item', 'decision', 'decision_end', 'finding', 'report', 'measure', 'bulk', 'bulk_item', 'blind_reading', 'person']

async function behindTheGuards(sql: string) {
  const asleep = (how: string) => guarded.map((table) => `ALTER TABLE ${table} ${how} TRIGGER USER`).join('; ')
  await database.query(`BEGIN; ${asleep('DISABLE')}; ${sql}; ${asleep('ENABLE')}; COMMIT`)
}

beforeAll(async () => {
  const { ada, mo, noor, rae, nia } = await makeCast()
  const { slug } = await essayBy(ada)
  const published = await publishedReplyBy(rae, mo, slug)
  await carryOut(reportComment, nia, { commentId: published, reasonCode: 'spam', note: '' })
  const edited = await publishedReplyBy(rae, mo, slug)
  await carryOut(editComment, rae, { commentId: edited, body: 'The same, with https://casino.example/now in it.' })
  const doubted = await decideNow(mo, await replyBy(nia, slug), 'reject')
  await carryOut(openSecondLook, noor, { decisionId: doubted.decisionId, note: 'Is this so?' })
  const { decisionId } = await decideNow(mo, await replyBy(nia, slug, '', 'Look at https://Casino.example:81/x and think.'), 'reject')
  await carryOut(undoDecision, noor, { decisionId })
  await carryOut(takeMeasure, mo, { handle: rae.handle, kind: 'suspended', reason: 'A week to think.', until: '2099-01-01', everySeconds: '' })
  await person('gus', 'reader')
  await carryOut(follow, noor, { authorId: ada.id, wanted: 'yes' })
  for (const essay of [await essayBy(ada), await essayBy(ada)]) await carryOut(tellOfPost, operator, { postId: essay.id })
  const ann = await person('ann', 'author')
  for (let time = 0; time < 2; time++) {
    const { id: postId } = await carryOut(createPost, ada, { title: 'For two', body: 'A text.' })
    await carryOut(inviteAuthor, ada, { postId, handle: ann.handle })
    await carryOut(tellOfInvitation, operator, { postId, personId: ann.id })
  }
  const decided = await reader().decision.findMany({ where: { action: 'approve' }, select: { id: true, reviewItemId: true }, orderBy: { seq: 'asc' } })
  const { id: bulkId } = await writer().bulk.create({ data: { byId: mo.id, action: 'approve', title: 'Two', at: new Date(), finishedAt: new Date() }, select: { id: true } })
  for (const [position, decision] of decided.entries()) {
    await writer().bulkItem.create({ data: { bulkId, position, reviewItemId: decision.reviewItemId, version: 1, state: 'done', decisionId: decision.id }, select: { position: true } })
  }
  await writer().blindReading.create({ data: { decisionId: decided[0]?.id ?? '', readerId: noor.id, askedAt: new Date() }, select: { id: true } })
})

test('all is well after what people do', async () => {
  expect(await proofs()).toEqual([])
  const said = Object.fromEntries((await verify()).map(({ name, detail }) => [name, detail]))
  expect(said['what waits']).toBe('4 waiting items')
})

const waiting = (kind: string) => `id = (SELECT id FROM review_item WHERE state = 'waiting' AND kind = '${kind}')`

/** What is done to the database, what must be noticed, and what mends it. */
const damages: [string, string, string[], string][] = [
  ['a host that the text does not link to', `UPDATE review_item SET link_hosts = '{other.example}' WHERE ${waiting('comment')}`, ['what items say'], `UPDATE review_item SET link_hosts = '{casino.example}' WHERE ${waiting('comment')}`],
  ['an item of somebody else', `UPDATE review_item SET person_id = (SELECT id FROM person WHERE name = 'gus') WHERE ${waiting('report')}`, ['what items say'],
    `UPDATE review_item i SET person_id = (SELECT author_id FROM comment c WHERE c.id = i.comment_id) WHERE ${waiting('report')}`],
  ['a rule that did not speak', `UPDATE review_item SET held_by = held_by || '{mood}' WHERE ${waiting('comment')}`, ['what items say'], `UPDATE review_item SET held_by = array_remove(held_by, 'mood') WHERE ${waiting('comment')}`],
  ['a waiting edit of what is not the newest text', `UPDATE review_item i SET comment_revision_id = (SELECT approved_revision_id FROM comment c WHERE c.id = i.comment_id), link_hosts = '{}', held_by = '{}' WHERE ${waiting('comment_edit')}`, ['what waits'],
    `UPDATE review_item i SET comment_revision_id = (SELECT current_revision_id FROM comment c WHERE c.id = i.comment_id), link_hosts = '{casino.example}',
      held_by = coalesce((SELECT array_agg(DISTINCT f.rule) FROM finding f WHERE f.review_item_id = i.id), '{}') WHERE ${waiting('comment_edit')}`],
  ['a second look at nothing', `UPDATE review_item SET decision_id = NULL WHERE ${waiting('second_look')}`, ['what waits'],
    `UPDATE review_item i SET decision_id = (SELECT d.id FROM decision d JOIN review_item o ON o.id = d.review_item_id WHERE o.comment_id = i.comment_id AND d.action = 'reject') WHERE ${waiting('second_look')}`],
  ['a settled item that nobody settled', `UPDATE review_item SET state = 'decided', decided_at = now() WHERE ${waiting('report')}`, ['what was decided'], `UPDATE review_item SET state = 'waiting', decided_at = NULL WHERE kind = 'report'`],
  ['a notice mailed before its time', `UPDATE notice SET mail_id = gen_random_uuid(), mailed_at = at WHERE kind = 'verdict' AND cancelled_at IS NULL`, ['notices'], 'UPDATE notice SET mail_id = NULL, mailed_at = NULL'],
  ['a notice of what was taken back in time', `UPDATE notice SET cancelled_at = NULL WHERE cancelled_at IS NOT NULL`, ['notices'],
    `UPDATE notice n SET cancelled_at = at WHERE EXISTS (SELECT FROM decision u WHERE u.undoes_id = n.decision_id)`],
  ['somebody who heard what was being taken back, and not the end of it', `UPDATE notice SET cancelled_at = NULL, mailed_at = due_at WHERE cancelled_at IS NOT NULL`, ['notices'],
    `UPDATE notice n SET cancelled_at = at, mailed_at = NULL WHERE EXISTS (SELECT FROM decision u WHERE u.undoes_id = n.decision_id)`],
  ['a notice withheld of what stands', `UPDATE notice SET cancelled_at = due_at WHERE id = (SELECT min(id::text)::uuid FROM notice WHERE cancelled_at IS NULL)`, ['notices'],
    `UPDATE notice SET cancelled_at = NULL WHERE cancelled_at = due_at`],
  ['a notice given twice', `DROP INDEX notice_person_id_kind_decision_id_key; INSERT INTO notice (id, person_id, kind, comment_id, decision_id, at, due_at)
      SELECT '00000000-0000-4000-8000-000000000000', person_id, kind, comment_id, decision_id, at, due_at FROM notice WHERE cancelled_at IS NULL AND decision_id IS NOT NULL LIMIT 1`, ['notices'],
    `DELETE FROM notice WHERE id = '00000000-0000-4000-8000-000000000000'; CREATE UNIQUE INDEX notice_person_id_kind_decision_id_key ON notice (person_id, kind, decision_id)`],
  ['a suspension without a measure', `UPDATE person SET suspended_at = now() WHERE name = 'gus'`, ['measures'], `UPDATE person SET suspended_at = NULL WHERE name = 'gus'`],
  ['a measure without effect', `UPDATE person SET suspended_until = NULL WHERE name = 'rae'`, ['measures'], `UPDATE person SET suspended_until = (SELECT until FROM measure WHERE kind = 'suspended') WHERE name = 'rae'`],
  ['a bulk that claims another’s decision', `UPDATE bulk SET by_id = (SELECT id FROM person WHERE name = 'noor')`, ['bulks'], `UPDATE bulk SET by_id = (SELECT id FROM person WHERE name = 'mo')`],
  ['a bulk of another verdict', `UPDATE bulk SET action = 'reject'`, ['bulks'], `UPDATE bulk SET action = 'approve'`],
  ['a finished bulk with something undone', `UPDATE bulk_item SET state = 'pending' WHERE position = 0`, ['bulks'], `UPDATE bulk_item SET state = 'done' WHERE position = 0`],
  ['a blind reading of an own decision', `UPDATE blind_reading SET reader_id = (SELECT id FROM person WHERE name = 'mo')`, ['blind readings'], `UPDATE blind_reading SET reader_id = (SELECT id FROM person WHERE name = 'noor')`],
  ['an essay that somebody is told of twice', `DROP INDEX notice_once_a_post; INSERT INTO notice (id, person_id, kind, post_id, at, due_at)
      SELECT '00000000-0000-4000-8000-000000000000', person_id, kind, post_id, at, due_at FROM notice WHERE kind = 'post' LIMIT 1`, ['notices'],
    `DELETE FROM notice WHERE id = '00000000-0000-4000-8000-000000000000'; CREATE UNIQUE INDEX notice_once_a_post ON notice (person_id, post_id) WHERE kind = 'post'`],
  ['a log without its end', `CREATE TABLE cut AS SELECT * FROM decision WHERE seq = (SELECT max(seq) FROM decision); DELETE FROM decision WHERE seq = (SELECT seq FROM cut)`, ['end of the log', 'notices'],
    `INSERT INTO decision SELECT * FROM cut; DROP TABLE cut; UPDATE notice n SET decision_id = n.decision_id`],
  ['an undo that leads elsewhere', `UPDATE decision SET to_state = 'published' WHERE action = 'undo'`, ['decision log', 'undos'], `UPDATE decision SET to_state = 'held' WHERE action = 'undo'`],
  ['an end that was set back', `UPDATE decision_end SET seq = seq - 1`, ['end of the log'], `UPDATE decision_end SET seq = seq + 1`],
]

describe('verify notices', () => {
  test.each(damages)('%s', async (_, damage, names, mend) => {
    await behindTheGuards(damage)
    const found = await failing()
    await behindTheGuards(mend)
    expect(found.filter((name) => names.includes(name))).toEqual(names)
    expect(found).toEqual(names)
    expect(await proofs()).toEqual([])
  })
})

describe('a decision that was noted', () => {
  const said = async (noted: string) => (await verify({ noted })).find(({ name }) => name === 'noted decision')

  test('is found again, as verify named it', async () => {
    const end = (await verify()).find(({ name }) => name === 'end of the log')?.detail ?? ''
    expect(end).toMatch(/^\d+:[0-9a-f]{64}$/)
    expect(await said(end)).toMatchObject({ ok: true })
    expect(await said(end.toUpperCase())).toMatchObject({ ok: true })
  })

  test('is missed when the log was rewritten with hashes to fit, or is shorter', async () => {
    const { hash } = await reader().decision.findUniqueOrThrow({ where: { seq: 1n }, select: { hash: true } })
    const noted = Buffer.from(hash).toString('hex')
    expect(await said(`1:${noted}`)).toMatchObject({ ok: true })
    expect(await said(`1:${'0'.repeat(64)}`)).toMatchObject({ ok: false, detail: expect.stringContaining('was rewritten') })
    expect(await said(`999:${noted}`)).toMatchObject({ ok: false, detail: 'there is no decision 999 any more' })
    expect(await said('nonsense')).toMatchObject({ ok: false })
  })
})

test('every kind that can be decided is known to the proof of what waits, and no other', async () => {
  const { rows } = await database.query<{ kind: string }>('SELECT unnest(enum_range(NULL::review_kind))::text AS kind')
  const source = (await import('#lib/integrity/desk-proofs.ts')).deskProofs.find(({ name }) => name === 'what waits')?.sql ?? ''
  const known = rows.map(({ kind }) => kind).filter((kind) => source.includes(`WHEN '${kind}' THEN`))
  expect(known.sort()).toEqual(kinds.map(({ kind }) => kind).sort())
})

test('the end of the log moves with the log alone', async () => {
  for (const sql of ['UPDATE decision_end SET seq = seq + 1', 'DELETE FROM decision_end', 'TRUNCATE decision_end', `INSERT INTO decision_end (id, seq, hash, at) VALUES (1, 1, '', now())`]) {
    await expect(database.query(sql)).rejects.toMatchObject({ code: 'AW001' })
  }
})
