import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { publicReader, writer } from '#lib/database.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { isLogPublic, readPublicLog } from '#lib/moderation/log/read-public-log.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, essayBy, itemAbout, makeCast, person, refusalOf, replyBy, tellNow } from '../../cast.ts'

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 })
afterAll(() => database.end())

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => void (cast = await makeCast()))

const show = (value: string) => carryOut(changeSetting, operator, { key: 'moderation.public-log', value })

async function entries() {
  const log = await readPublicLog()
  return log.ok ? log.value.entries : null
}

/** An essay with one text and what was decided about it. All words that nobody may read have the canary in them. */
async function story(canary: string, actions: string[]) {
  const post = await essayBy(cast.ada)
  const mo = await person(`mo ${canary}`, 'moderator')
  const rae = await person(`rae ${canary}`, 'reader')
  const commentId = await replyBy(rae, post.slug, '', `Words that nobody reads: ${canary}.`)
  const made: string[] = []
  for (const action of actions) {
    if (action === 'undo') await carryOut(undoDecision, mo, { decisionId: made.at(-1) })
    else if (action === 'withdraw') await carryOut(withdrawComment, rae, { commentId })
    else if (action === 'resubmit') {
      await tellNow(commentId)
      await carryOut(resubmitComment, rae, { commentId, body: `Another try: ${canary}.` })
    }
    else made.push(await decideAbout(commentId, mo, action, canary))
  }
  const about = (await entries())?.filter((entry) => entry.post.slug === post.slug)
  return { post, commentId, rae, mo, about: about?.map(({ action, undone }) => (undone ? `${action}, undone` : action)) }
}

async function decideAbout(commentId: string, mo: Parameters<typeof carryOut>[1], action: string, canary: string) {
  const { id: itemId, version } = await itemAbout(commentId)
  const reason = action === 'approve' || action === 'restore' ? {} : { reasonCode: 'other', reasonNote: `A note: ${canary}` }
  return (await carryOut(decide, mo, { itemId, version, action, ...reason, ...(action === 'return' && { passage: canary }) })).decisionId
}

/** Everything that the public could get of it, as one text. */
async function everything(): Promise<string> {
  const rows = await publicReader().publishedDecision.findMany()
  const client = await database.connect()
  await client.query('SET ROLE afterword_public')
  const raw = await client.query('SELECT * FROM published_decision')
  await client.query('RESET ROLE')
  client.release()
  return JSON.stringify([rows, raw.rows, await readPublicLog(), await publicReader().publishedLog.findMany()])
}

describe('while it is off', () => {
  test.each([['never set', null], ['off', 'off']])('there is nothing: %s', async (_, value) => {
    if (value) await show(value)
    await story(`quarrion${randomUUID().slice(0, 6)}`, ['approve'])
    expect(await isLogPublic()).toBe(false)
    expect(await readPublicLog()).toEqual({ ok: false, code: 'not-found', message: 'There is nothing here.' })
    expect(await everything()).toBe(JSON.stringify([[], [], await readPublicLog(), []]))
  })

  test('a value that means nothing is off as well', async () => {
    await writer().setting.upsert({ where: { key: 'moderation.public-log' }, create: { key: 'moderation.public-log', value: true }, update: { value: true } })
    expect(await entries()).toBeNull()
  })

  test('only administrators turn it on, and only to something there is', async () => {
    for (const stranger of [cast.rae, cast.ada, cast.mo]) expect((await refusalOf(changeSetting, stranger, { key: 'moderation.public-log', value: 'names' })).code).toBe('forbidden')
    expect((await refusalOf(changeSetting, cast.ida, { key: 'moderation.public-log', value: 'everything' })).code).toBe('invalid')
    await carryOut(changeSetting, cast.ida, { key: 'moderation.public-log', value: 'roles' })
    expect(await isLogPublic()).toBe(true)
  })
})

describe.each(['roles', 'names'])('while it is on with %s', (shown) => {
  beforeEach(() => show(shown))

  test.each<[string, string[], string[]]>([
    ['what waits', [], []],
    ['what was approved', ['approve'], ['approve']],
    ['what was rejected', ['reject'], ['reject']],
    ['what was returned', ['return'], ['return']],
    ['what was returned and waits again', ['return', 'resubmit'], []],
    ['what was sent again and approved', ['return', 'resubmit', 'approve'], ['approve', 'return']],
    ['what was taken down', ['approve', 'hide'], ['hide', 'approve']],
    ['what waits again since the decision was taken back', ['approve', 'undo'], []],
    ['what was decided otherwise afterwards', ['reject', 'undo', 'approve'], ['approve', 'reject, undone']],
    ['what was taken down and is public again', ['approve', 'hide', 'undo'], ['hide, undone', 'approve']],
    ['what its writer withdrew while it waited', ['withdraw'], []],
    ['what its writer withdrew while it waited again', ['return', 'resubmit', 'withdraw'], []],
    ['what its writer withdrew after it was published', ['approve', 'withdraw'], ['approve']],
  ])('it tells no more than the decisions about %s', async (_, actions, told) => {
    const canary = `quarrion${randomUUID().slice(0, 6)}`
    const { about, mo, rae, commentId } = await story(canary, actions)
    expect(about).toEqual(told)
    const all = (await everything()).replaceAll(shown === 'names' ? `mo ${canary}` : '\u0000', '')
    for (const secret of [canary, mo.handle, rae.handle, rae.id, commentId]) expect(all).not.toContain(secret)
  })

  test.each([
    ['a draft', `state = 'draft'`], ['an archived essay', `state = 'archived'`], ['an unlisted essay', `state = 'unlisted'`],
    ['an essay that is to appear', `state = 'scheduled', publish_at = now() + interval '1 day', published_at = NULL`],
    ['an essay with a password', `state = 'archived', password_hash = 'x'`], ['a page', `kind = 'page'`],
  ])('it tells nothing about %s', async (_, change) => {
    const { post, about } = await story(`quarrion${randomUUID().slice(0, 6)}`, ['approve'])
    expect(about).toEqual(['approve'])
    await database.query(`UPDATE post SET ${change} WHERE id = $1`, [post.id])
    expect((await entries())?.filter(({ post: { slug } }) => slug === post.slug)).toEqual([])
    expect(await everything()).not.toContain(post.slug)
  })

  test('reports show when they were looked at, and not by whom or why they were made', async () => {
    const canary = `quarrion${randomUUID().slice(0, 6)}`
    const { post, commentId } = await story(canary, ['approve'])
    await carryOut(reportComment, cast.nia, { commentId, reasonCode: 'other', note: canary })
    const told = async () => (await entries())?.filter(({ post: { slug } }) => slug === post.slug).map(({ action }) => action)
    expect(await told()).toEqual(['approve'])
    const { id: itemId, version } = await writer().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'report' }, select: { id: true, version: true } })
    await carryOut(decide, cast.noor, { itemId, version, action: 'dismiss' })
    expect(await told()).toEqual(['dismiss', 'approve'])
  })

  test('it names moderators only when it should', async () => {
    const { post, mo } = await story(`quarrion${randomUUID().slice(0, 6)}`, ['approve'])
    const entry = (await entries())?.find(({ post: { slug } }) => slug === post.slug)
    expect(entry?.by).toBe(shown === 'names' ? mo.name : null)
    expect(entry?.bySite).toBe(false)
  })
})

describe('pages of it', () => {
  beforeAll(() => show('roles'))

  test('follow one another without gap or repeat, whatever the moment', async () => {
    const { commentId } = await story('quarrion', ['approve'])
    const { id } = await itemAbout(commentId)
    const at = new Date('2026-01-01T00:00:00Z')
    for (let n = 0; n < 120; n++) await writer().decision.create({ data: { reviewItemId: id, itemVersion: 1, action: 'restore', at, byId: cast.mo.id }, select: { id: true } })
    const seen: string[] = []
    for (let before = ''; ; ) {
      const log = await readPublicLog(before)
      if (!log.ok) throw new Error(log.message)
      seen.push(...log.value.entries.filter(({ action, at: when }) => action === 'restore' && when.getTime() === at.getTime()).map((entry) => entry.id))
      if (!log.value.older) break
      before = log.value.older
    }
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
  })

  test.each(['nonsense', 'W10', Buffer.from('["x","y"]').toString('base64url')])('are not there for %s', async (before) => {
    expect(await readPublicLog(before)).toMatchObject({ ok: false, code: 'not-found' })
  })
})

test('every process hears that pages of it are stale: on a decision, on an undo, when something waits again, on the setting', async () => {
  const ear = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await ear.connect()
  const heard: string[] = []
  ear.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await ear.query('LISTEN afterword_stale')
  const hears = async (act: () => Promise<unknown>) => {
    await ear.query('SELECT 1')
    heard.length = 0
    await act()
    await ear.query('SELECT 1')
    return [...new Set(heard)].filter((payload) => /^(log|setting):/.test(payload))
  }
  const { slug } = await essayBy(cast.ada)
  const commentId = await replyBy(cast.rae, slug, '', 'One thought and another.')
  let decisionId = ''
  expect(await hears(async () => void (decisionId = await decideAbout(commentId, cast.mo, 'return', 'thought')))).toEqual(['log:public'])
  expect(await hears(() => carryOut(undoDecision, cast.noor, { decisionId }))).toEqual(['log:public'])
  await decideAbout(commentId, cast.mo, 'return', 'thought')
  await tellNow(commentId)
  expect(await hears(() => carryOut(resubmitComment, cast.rae, { commentId, body: 'Once more, with feeling.' }))).toEqual(['log:public'])
  expect(await hears(() => show('names'))).toEqual(['setting:moderation.public-log'])
  await ear.end()
})
