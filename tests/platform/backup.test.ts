import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { verify } from '#lib/integrity/verify.ts'
import { filesOf, mediaUrlOf, readMediaUrl } from '#lib/media-name.ts'
import { folderStore } from '#lib/media/store/folder-store.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { openArchive } from '../../scripts/backup/archive-writer.ts'
import { loadTables } from '../../scripts/backup/load-tables.ts'
import { checkBackup, openBackup, readWhole } from '../../scripts/backup/read-backup.ts'
import { restoreBackup } from '../../scripts/backup/restore-backup.ts'
import { writeBackup } from '../../scripts/backup/write-backup.ts'
import { keepAuthSecret } from '../../scripts/data-folder.ts'
import { refuseUnfinishedRestore } from '../../scripts/backup/unfinished-restore.ts'
import { applyMigrations } from '../../scripts/migrate.ts'
import { listMigrations } from '../../scripts/read-migrations.ts'
import { withDatabase } from '../../scripts/schema-engine.ts'
import { carryOut, decideNow, essayBy, makeCast, replyBy } from '../cast.ts'
import { openPostOffice } from '../mail/post-office.ts'
import { inDatabase, startExternal } from '../processes/external-postgres.ts'
import type { ExternalPostgres } from '../processes/external-postgres.ts'
import { freshDatabase } from '../setup/database.ts'
import { cookieOf, fillForm, startSite, tokenOf } from '../web/site.ts'
import { compareSites } from './compare-sites.ts'
import type { Onlooker } from './compare-sites.ts'
import { fillSite } from './site-content.ts'

const office = openPostOffice()
const { server } = inject('testDatabase')
const databases: string[] = []
let folder: string
/** Debian's, where it is installed: its owner of databases is no superuser. */
let external: ExternalPostgres
let site: Awaited<ReturnType<typeof fillSite>>
/** Made by the command, of the site that this file begins with. */
let backup: string
/** Its rows. */
let was: Record<string, string>
/** With sessions that are in it. */
let onlookers: Onlooker[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-backup-'))
  // What signs secret links is made for the data folder, and comes along.
  Object.assign(env(), { AUTH_SECRET: keepAuthSecret(env().AFTERWORD_DATA) })
  const starting = startExternal()
  site = await fillSite()
  onlookers = await gatherOnlookers()
  external = await starting
  backup = path.join(folder, 'site.tar.gz')
  const made = await command(['backup', backup], process.env.DATABASE_URL ?? '', env().AFTERWORD_DATA)
  expect([made.code, made.out]).toEqual([0, `${backup}\n`])
  was = await everyRow(process.env.DATABASE_URL ?? '')
}, 120_000)

afterAll(async () => {
  await external?.stop()
  for (const name of databases) await query(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await rm(folder, { recursive: true, force: true })
})

/** A database without any tables. To make them takes longer than to load the rows, so what is not about that begins with tables that are there. */
async function emptyDatabase(): Promise<string> {
  const name = `afterword_restored_${randomBytes(6).toString('hex')}`
  await query(server, `CREATE DATABASE ${name}`)
  databases.push(name)
  return withDatabase(server, name)
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** What `npm run afterword -- …` does, with a secret of its data folder. @param watch is given what ends it at once */
async function command(args: string[], databaseUrl: string, data: string, watch: (kill: () => void) => unknown = () => {}) {
  const follow = new URL('../../scripts/follow-parent.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--import', follow, 'scripts/afterword.ts', ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl, AFTERWORD_DATA: data, AUTH_SECRET: '', AFTERWORD_FOLLOWS: String(process.pid) }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const printed = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => void (printed.out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void (printed.err += text))
  void watch(() => void child.kill('SIGKILL'))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, ...printed }
}

/** How many rows each table has, and the hash of them all; what waits in the queue, but for what tells of tries. */
async function everyRow(url: string): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(url, `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('_prisma_migrations', 'rate_limit', 'presence') ORDER BY 1`)
  // That a backup was made, and that a site was made of one, is written down after it.
  const besides: Record<string, string> = { audit_event: `WHERE command <> 'note-copied'`, security_event: `WHERE kind NOT IN ('backup-made', 'restored')` }
  const hashes = await Promise.all(tables.map(({ name }) => query<{ all: string }>(url, `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS all FROM "${name}" t ${besides[name] ?? ''}`)))
  const [jobs] = await query<{ all: string }>(url, `SELECT count(*) || ' ' || coalesce(md5(string_agg(concat_ws(' ', task_identifier, payload, run_at, max_attempts, key, priority), ' ' ORDER BY key)), '') AS all
    FROM (SELECT j.*, p.payload FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p USING (id)) j`)
  return { ...Object.fromEntries(tables.map(({ name }, index) => [name, hashes[index]?.[0]?.all ?? ''])), jobs: jobs?.all ?? '' }
}

/** Everything that guards the rows. */
function everyGuard(url: string) {
  return query(url, `
    SELECT 'constraint' AS kind, conrelid::regclass::text AS place, conname AS name, pg_get_constraintdef(oid) || convalidated::text AS said FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(t.oid) || tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'right', table_name, grantee, privilege_type FROM information_schema.table_privileges WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, 2, 3, 4`)
}

const restore = (place: string, databaseUrl: string, asItWas = true, remake: (() => Promise<void>) | null = null) =>
  restoreBackup({ databaseUrl, place, asItWas, remake, keepSecret: () => {}, store: folderStore(path.join(folder, randomUUID())) })

/** People of the demo who are signed in when the backup is made, and a program of one of them. */
async function gatherOnlookers(): Promise<Onlooker[]> {
  const found = await reader().person.findMany({ where: { handle: { in: ['ada', 'mo', 'rae', 'ida'] } } })
  const people = Object.fromEntries(found.map((each) => [each.handle, { ...each, suspended: false, emailVerified: true }]))
  const { ada, mo, rae, ida } = people
  if (!ada || !mo || !rae || !ida) throw new Error('The demo has lost somebody')
  const draft = await carryOut(createPost, ada, { title: 'For a friend', body: 'To be read by whoever has the address.' })
  const { path: secretLink } = await carryOut(makeDraftLink, ada, { postId: draft.id, days: '30' })
  const signedIn = async (person: SignedIn) => ({ cookie: `__Host-${await cookieOf(person)}` })
  const open = ['/', `/posts/${site.slug}`, `/posts/${site.slug}/comments/feed.xml`, '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/robots.txt', '/works', '/search?q=the', '/log', '/no/such/place', `/api/v1/posts/${site.slug}/comments`, '/api/v1/search?q=the']
  return [
    { name: 'nobody', headers: {}, begins: [...open, secretLink] },
    { name: 'a reader', headers: await signedIn(rae), begins: [`/posts/${site.slug}`, '/account', '/account/comments', '/notifications', '/moderation'] },
    { name: 'an author', headers: await signedIn(ada), begins: ['/write', `/write/${draft.id}`, `/write/${draft.id}/publish`, '/account'] },
    { name: 'a moderator', headers: await signedIn(mo), begins: ['/moderation', '/moderation/log', '/moderation/rules', '/moderation/insights', '/search?q=the', ...imagesOf(site.image)] },
    { name: 'an administrator', headers: await signedIn(ida), begins: ['/admin', '/admin/guidelines', '/admin/imports'] },
    { name: 'a program of a moderator', headers: { authorization: `Bearer ${await tokenOf(mo)}`, accept: 'application/json' }, begins: ['/api/v1/moderation/queue'] },
  ]
}

const imagesOf = (name: string) => {
  const media = readMediaUrl(mediaUrlOf(name))
  return media ? filesOf(media).map((file) => `/media/${file}`) : []
}

test('a site is restored into an empty database of an owner who is no superuser, row for row, guards and images included, and proves itself', async () => {
  await inDatabase(external.superuser, 'CREATE DATABASE restored OWNER owner')
  const [url, data] = [restoredUrl(), path.join(folder, 'data')]
  const restored = await command(['restore', backup, '--as-it-was'], url, data)
  expect([restored.code, restored.err.match(/^(?!.*: [\d.]+ s$|.*…).+$/m)?.[0]]).toEqual([0, undefined])
  expect(restored.out).not.toContain('FAIL')
  expect(restored.out).toContain('decision log')
  const is = await everyRow(url)
  expect(is).toEqual(was)
  for (const name of ['person', 'post', 'comment', 'decision', 'mail', 'session', 'api_token', 'jobs', 'media', 'audit_event']) expect(Number(is[name]?.split(' ')[0]), name).toBeGreaterThan(0)
  const [made] = await query<{ kind: string; about: string }>(url, `SELECT kind, about FROM security_event WHERE kind = 'restored'`)
  expect(made?.about).toBe((await checkBackup(backup)).at)
  expect(await everyGuard(url)).toEqual(await everyGuard(external.owner))
  expect(await query(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([{ rolsuper: false }])
  const media = readMediaUrl(mediaUrlOf(site.image))
  for (const file of media ? filesOf(media) : []) expect(await folderStore(path.join(data, 'media')).get(file), file).toEqual(await mediaStore().get(file))
  for (const name of ['auth-secret', 'media']) expect(existsSync(path.join(data, name))).toBe(true)
  expect(await readFile(path.join(data, 'auth-secret'), 'utf8')).toBe(await readFile(path.join(env().AFTERWORD_DATA, 'auth-secret'), 'utf8'))
}, 120_000)

const restoredUrl = () => withDatabase(external.owner, 'restored')

test('the restored site answers as the first one does, byte for byte, whoever asks, and lets in whoever had a session, a token, a link or a password', async () => {
  const origin = 'https://example.org'
  const serve = async (databaseUrl: string, data: string) => {
    const secret = (await readFile(path.join(data, 'auth-secret'), 'utf8')).trim()
    let log = ''
    const served = await startSite({ DATABASE_URL: databaseUrl, AFTERWORD_DATA: data, AUTH_SECRET: secret, AFTERWORD_ORIGIN: origin, SMTP_URL: '' }, (text) => (log += text))
    return { ...served, said: () => log }
  }
  const [first, second] = await Promise.all([serve(process.env.DATABASE_URL ?? '', env().AFTERWORD_DATA), serve(restoredUrl(), path.join(folder, 'data'))])
  onTestFinished(async () => void (await Promise.all([first.stop(), second.stop()])))
  const { seen, asked, different } = await compareSites([first.url, second.url], origin, onlookers)
  process.stdout.write(`Compared with the first site: ${asked} answers, ${seen.length} kinds of them\n`)
  expect(different).toEqual([])
  expect([first.said(), second.said()]).toEqual(['', ''])
  const expected = [
    'nobody / 200', 'nobody /posts/[slug] 200', 'nobody /feed.xml 200', 'nobody /drafts/[token] 200', 'nobody /api/v1/posts/[slug]/comments 200', 'nobody /c/[id] 307', 'nobody /people/[handle] 200', 'nobody /search 200', 'nobody /[...old] 404',
    'a reader /account 200', 'a reader /moderation 403', 'an author /write/[id] 200', 'a moderator /moderation 200', 'a moderator /media/[name] 200', 'a moderator /moderation/people/[handle] 200', 'an administrator /admin 200',
    'a program of a moderator /api/v1/moderation/queue 200',
  ]
  expect(expected.filter((each) => !seen.includes(each))).toEqual([])
  const door = await (await fetch(`${second.url}/sign-in`)).text()
  const entered = await fetch(`${second.url}/sign-in`, { method: 'POST', headers: { origin }, body: fillForm(door, 'password', { who: 'noor', password: site.passwords.get('noor') ?? '' }), redirect: 'manual' })
  const [cookie = ''] = entered.headers.getSetCookie().map((each) => each.split(';')[0])
  expect([entered.status, (await fetch(`${second.url}/moderation`, { headers: { cookie } })).status]).toEqual([303, 200])
  expect(await failing(restoredUrl(), folderStore(path.join(folder, 'data', 'media')))).toEqual([])
}, 300_000)

test('a backup is for the eyes of its owner, is never written over another, and leaves nothing when it fails', async () => {
  expect((await stat(backup)).mode & 0o777).toBe(0o600)
  const again = await command(['backup', backup], process.env.DATABASE_URL ?? '', env().AFTERWORD_DATA)
  expect([again.code, again.err]).toEqual([1, `${backup} is there already, and is not overwritten.\n`])
  const place = path.join(folder, 'half.tar.gz')
  const wishes = { databaseUrl: process.env.DATABASE_URL ?? '', place, version: '0', secret: 'secret', keepsSecret: true }
  await expect(writeBackup({ ...wishes, store: { ...mediaStore(), get: async () => Promise.reject(new Error('The store is away')) } })).rejects.toThrow('The store is away')
  expect((await readdir(folder)).filter((name) => name.startsWith('half'))).toEqual([])
})

describe('what is ended in the midst of a restore', () => {
  /** Ends a restore at the moment in which it wants a table, and there it waits: somebody holds it. */
  async function restoreUntil(url: string, table: string) {
    const [hand, eye] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })]
    await Promise.all([hand.connect(), eye.connect()])
    await hand.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
    const waits = () => eye.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`).then(({ rowCount }) => rowCount !== 0)
    const { code, out } = await command(['restore', backup, '--as-it-was'], url, path.join(folder, randomUUID()), async (kill) => {
      for (const began = Date.now(); !(await waits()) && Date.now() - began < 60_000; ) await sleep(20)
      kill()
    })
    await Promise.all([hand.end(), eye.end()])
    expect([code, out]).toEqual([null, ''])
  }

  test('while the rows come has left none of them, and is done again', async () => {
    const url = await freshDatabase()
    // Its jobs come after the rows, and before the end of their transaction.
    await restoreUntil(url, 'graphile_worker._private_jobs')
    expect(await query(url, 'SELECT FROM person')).toEqual([])
    await restore(backup, url)
    expect(await everyRow(url)).toEqual(was)
  }, 60_000)

  test('after that is a site that nothing serves or changes, which says what to do', async () => {
    const url = await freshDatabase()
    await query(url, 'CREATE SCHEMA aside; CREATE TABLE aside.looked_at ()')
    // All tables are looked at when their rows are there.
    await restoreUntil(url, 'aside.looked_at')
    expect(await query(url, 'SELECT FROM person')).not.toEqual([])
    const says = 'A backup was being restored into this database, and that did not come to its end. Restore it once more, into an empty database'
    expect((await command(['verify'], url, path.join(folder, 'half'))).err).toContain(says)
    await expect(refuseUnfinishedRestore(url)).rejects.toThrow(says)
    await expect(restore(backup, url)).rejects.toThrow(says)
    await restore(backup, url, true, () => query(url, 'DROP SCHEMA public, graphile_worker CASCADE; CREATE SCHEMA public').then(() => {}))
    await expect(refuseUnfinishedRestore(url)).resolves.toBeUndefined()
  }, 60_000)
})

describe('unless it is said that the old site stood still', () => {
  test('what was ended since opens nothing, and mail that may have left since leaves only at a press', async () => {
    const url = await freshDatabase()
    const { keptMail } = await restore(backup, url, false)
    const is = await everyRow(url)
    const different = Object.keys(was).filter((name) => was[name] !== is[name])
    expect(different.sort()).toEqual(['api_token', 'jobs', 'mail', 'mail_link', 'notice', 'session'].filter((name) => different.includes(name)))
    expect(different).toEqual(expect.arrayContaining(['api_token', 'mail', 'session']))
    expect(await query(url, 'SELECT (SELECT count(*)::int FROM session) AS sessions, (SELECT count(*)::int FROM api_token) AS tokens, (SELECT count(*)::int FROM mail_link) AS links')).toEqual([{ sessions: 0, tokens: 0, links: 0 }])
    expect(await query(url, `SELECT count(*)::int AS count FROM mail WHERE sent_at IS NULL AND trouble <> '' AND next_try_at IS NULL AND "to" = 'waits@example.org'`)).toEqual([{ count: 1 }])
    expect(keptMail).toBeGreaterThan(0)
    expect(await query(url, `SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'send-mail'`)).toEqual([])
  }, 60_000)
})

/** A process that does the jobs of a database until there are none to do. */
async function workOn(url: string): Promise<void> {
  const follow = new URL('../../scripts/follow-parent.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--no-deprecation', '--import', follow, 'tests/platform/restored-worker.ts'], {
    env: { ...process.env, DATABASE_URL: url, SMTP_URL: office.url(), AFTERWORD_FOLLOWS: String(process.pid) }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await new Promise((resolve) => child.once('message', resolve))
  const due = () => query(url, `SELECT FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts`)
  for (let quiet = 0; quiet < 5; await sleep(50)) quiet = (await due()).length > 0 ? 0 : quiet + 1
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
}

const taken = () => office.received.splice(0).map(({ messageId, subject }) => `${subject} ${messageId}`)

test('mail that had left does not leave again; what waited leaves once: from the restored site where the old one stood still, from the old one where it went on', async () => {
  const old = await freshDatabase()
  await restore(backup, old)
  const { rae } = await someoneToTell(old)
  const place = path.join(folder, 'waiting.tar.gz')
  await writeBackup({ databaseUrl: old, store: folderStore(path.join(folder, 'none')), place, version: '0', secret: 's', keepsSecret: false })
  const [moved, spare] = [await freshDatabase(), await freshDatabase()]
  await restore(place, moved)
  office.received.length = 0
  await workOn(moved)
  const fromMoved = taken()
  expect(fromMoved.map((line) => line.split(' <')[0])).toEqual(expect.arrayContaining(['This waits', 'A reply to your comment']))
  expect(fromMoved.some((line) => line.includes('left'))).toBe(false)
  expect(new Set(fromMoved).size).toBe(fromMoved.length)
  await workOn(old)
  const fromOld = taken()
  expect(fromOld.map((line) => line.split(' <')[0]).sort()).toEqual(fromMoved.map((line) => line.split(' <')[0]).sort())
  const { unmailed } = await restore(place, spare, false)
  await workOn(spare)
  expect(taken()).toEqual([])
  expect(unmailed).toBeGreaterThan(0)
  // What was to be told is told all the same, on the site.
  expect(await query(spare, 'SELECT count(*)::int AS count FROM notice WHERE person_id = $1 AND mailed_at IS NOT NULL AND mail_id IS NULL', [rae])).not.toEqual([{ count: 0 }])
  await query(spare, `UPDATE mail SET trouble = '', next_try_at = NULL WHERE subject = 'This waits'`)
  await workOn(spare)
  expect(taken().map((line) => line.split(' <')[0])).toEqual(['This waits'])
}, 180_000)

/** Somebody is told of a verdict in this moment: a job waits for that. */
async function someoneToTell(url: string): Promise<{ rae: string }> {
  const [person] = await query<{ id: string }>(url, `UPDATE person SET email = 'told@example.org', email_verified_at = now() WHERE handle = 'rae' RETURNING id`)
  const rae = person?.id ?? ''
  // The months of the demo would be told for minutes.
  await query(url, `UPDATE notice SET mailed_at = now() WHERE mailed_at IS NULL`)
  await query(url, `SELECT graphile_worker.remove_job(key) FROM graphile_worker.jobs WHERE task_identifier = 'mail-notices'`)
  await query(url, `UPDATE notice SET mailed_at = NULL, mail_id = NULL, mail_due_at = now(), due_at = now(), cancelled_at = NULL WHERE id = (SELECT id FROM notice WHERE person_id = $1 ORDER BY at DESC LIMIT 1)`, [rae])
  await query(url, `SELECT graphile_worker.add_job('mail-notices', payload := json_build_object('personId', $1::text), job_key := 'mail-notices:' || $1::text || ':0', max_attempts := 25)`, [rae])
  await query(url, `UPDATE graphile_worker._private_jobs SET run_at = now()`)
  return { rae }
}

test('of a site that goes on being written, a backup shows one moment', async () => {
  const { ada, mo, rae } = await makeCast()
  const { slug } = await essayBy(ada)
  let writing = true
  const written = (async () => {
    for (; writing; ) await decideNow(mo, await replyBy(rae, slug), 'approve')
  })()
  const [place, url] = [path.join(folder, 'busy.tar.gz'), await freshDatabase()]
  await sleep(300)
  await writeBackup({ databaseUrl: process.env.DATABASE_URL ?? '', store: mediaStore(), place, version: '0', secret: 's', keepsSecret: false })
  writing = false
  await written
  const store = folderStore(path.join(folder, 'busy'))
  await restoreBackup({ databaseUrl: url, place, asItWas: true, remake: null, keepSecret: () => {}, store })
  expect(await failing(url, store)).toEqual([])
  expect(Number((await query<{ count: string }>(url, 'SELECT count(*) FROM comment'))[0]?.count)).toBeLessThan(await writer().comment.count())
}, 60_000)

async function failing(url: string, store = mediaStore()) {
  const before = env().DATABASE_URL
  Object.assign(env(), { DATABASE_URL: url })
  try {
    return (await verify({ store })).filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`)
  } finally {
    Object.assign(env(), { DATABASE_URL: before })
  }
}

test('a backup of an older Afterword is loaded into the tables of that time, which are then brought up to date', async () => {
  const names = await listMigrations()
  const old = await emptyDatabase()
  await applyMigrations(old, undefined, names.slice(0, -6))
  await query(old, `INSERT INTO person (id, handle, skeleton, name) VALUES (gen_random_uuid(), 'from-before', 'from-before', 'From before')`)
  const place = path.join(folder, 'older.tar.gz')
  await writeBackup({ databaseUrl: old, store: mediaStore(), place, version: '0', secret: 's', keepsSecret: false })
  const [url, newer] = [await emptyDatabase(), await freshDatabase()]
  await restore(place, url)
  expect(await query(url, 'SELECT handle FROM person')).toEqual([{ handle: 'from-before' }])
  expect(await query(url, 'SELECT count(*)::int AS count FROM _prisma_migrations WHERE finished_at IS NOT NULL')).toEqual([{ count: names.length }])
  expect(await failing(url)).toEqual([])
  await expect(restore(place, newer)).rejects.toThrow('The tables of this database are newer than the backup.')
  await restore(place, newer, true, async () => void (await query(newer, 'DROP SCHEMA public, graphile_worker CASCADE; CREATE SCHEMA public')))
  expect(await query(newer, 'SELECT handle FROM person')).toEqual([{ handle: 'from-before' }])
}, 120_000)

/** The same backup with something else in it. */
async function changed(what: string, change: (name: string, content: Buffer) => Buffer | null): Promise<string> {
  const place = path.join(folder, `${what}.tar.gz`)
  const archive = openArchive(place, new Date())
  for await (const entry of openBackup(backup)) {
    const content = change(entry.name, await readWhole(entry))
    if (content) await archive.add(entry.name, content)
  }
  await archive.finish()
  return place
}

/** Of the file as it lies on a disk. */
async function withAnotherByte(): Promise<string> {
  const [place, bytes] = [path.join(folder, 'byte'), await readFile(backup)]
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  await writeFile(place, bytes)
  return place
}

const inManifest = (from: RegExp, to: string) => (name: string, content: Buffer) => (name === 'manifest.json' ? Buffer.from(content.toString().replace(from, to)) : content)

describe('nothing is changed by', () => {
  test.each<[what: string, place: () => Promise<string>, says: string]>([
    ['a file that is not there', async () => path.join(folder, 'nothing'), 'There is no file'],
    ['a file of another kind', async () => writeFile(path.join(folder, 'text'), 'Not a backup').then(() => path.join(folder, 'text')), 'is no backup, or not a whole one'],
    ['an archive of something else', async () => writeFile(path.join(folder, 'zeros'), gzipSync(Buffer.alloc(4096))).then(() => path.join(folder, 'zeros')), 'is no backup, or not a whole one'],
    ['one that was cut off', async () => writeFile(path.join(folder, 'cut'), (await readFile(backup)).subarray(0, -2_000)).then(() => path.join(folder, 'cut')), 'is no backup, or not a whole one'],
    ['one that was cut off before it was packed', async () => writeFile(path.join(folder, 'short'), gzipSync(gunzipSync(await readFile(backup)).subarray(0, 51_200))).then(() => path.join(folder, 'short')), 'is no backup, or not a whole one'],
    ['one with another byte in its midst', withAnotherByte, 'Nothing was changed.'],
    ['one in which a letter is another', () => changed('letter', (name, content) => (name === 'tables/person/000001' ? Buffer.from(content.toString().replace('Ada', 'Ado')) : content)), 'is damaged: tables/person/000001'],
    ['one from which a table was taken', () => changed('taken', (name, content) => (name === 'tables/decision/000001' ? null : content)), 'is damaged: tables/decision/000001'],
    ['one to which something was added', () => changed('added', inManifest(/,\s*\{\s*"name": "auth-secret"[^}]*\}/, '')), 'holds more than it says'],
    ['one of a newer form', () => changed('form', inManifest(/"format": 1/, '"format": 2')), 'was made by a newer Afterword'],
    ['one of a newer Afterword', () => changed('newer', inManifest(/"name": "\d{14}_texts_with_their_comment"/, '"name": "20991231000000_to_come"')), 'was made by a newer Afterword'],
    ['one of an Afterword that went another way', () => changed('way', inManifest(/\{\s*"name": "\d{14}_texts_with_their_comment"[^}]*\},\s*/, '')), 'was made by another Afterword'],
  ])('%s, and what to do is said', async (_, place, says) => {
    const url = await emptyDatabase()
    const refusal: unknown = await restore(await place(), url).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ message: expect.stringContaining(says) })
    expect(refusal).toMatchObject({ message: expect.stringMatching(/There is no file|take another backup\.$|Bring this one up to date first|Restore it with that one/) })
    expect(await query(url, `SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace`)).toEqual([])
  })

  test('a database in which there is a site, or on which one runs', async () => {
    const url = process.env.DATABASE_URL ?? ''
    const before = await everyRow(url)
    await expect(restore(backup, url)).rejects.toThrow('There is a site in this database already')
    expect(await everyRow(url)).toEqual(before)
    // Somebody may have begun one since it was looked at.
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('BEGIN')
    await expect(loadTables(client, { manifest: await checkBackup(backup), entries: openBackup(backup), leftOut: [], onImage: async () => {}, tell: () => {} }).finally(() => client.end())).rejects.toThrow('There is a site in this database already')
    expect(await everyRow(url)).toEqual(before)
    const served = await emptyDatabase()
    const running = new pg.Client({ connectionString: served, application_name: 'afterword notifications' })
    await running.connect()
    await expect(restore(backup, served).finally(() => running.end())).rejects.toThrow('A site is running on this database.')
  })

  test('a backup whose rows the tables do not take', async () => {
    const url = await emptyDatabase()
    const place = path.join(folder, 'refused.tar.gz')
    const other = await freshDatabase()
    await query(other, `INSERT INTO person (id, handle, skeleton, name) VALUES (gen_random_uuid(), 'one', 'one', 'One')`)
    await query(other, `ALTER TABLE session DROP CONSTRAINT session_person_id_fkey; INSERT INTO session (id, person_id, expires_at) VALUES ('x', gen_random_uuid(), now())`)
    await writeBackup({ databaseUrl: other, store: mediaStore(), place, version: '0', secret: 's', keepsSecret: false })
    await expect(restore(place, url)).rejects.toThrow(/^The database does not take what is in the backup \(23503.*: take another backup\.$/)
    const renamed = changed('renamed', inManifest(/"skeleton"/, '"bones"'))
    await expect(restore(await renamed, url)).rejects.toThrow(/^The tables of the backup are not those of its migrations: person\..*, and make another backup\.$/)
    expect(await query(url, 'SELECT FROM person')).toEqual([])
    expect(await everyGuard(url)).toEqual(await everyGuard(await freshDatabase()))
  }, 60_000)
})

test('a manifest says what is inside, and no secret', async () => {
  const manifest = await checkBackup(backup)
  const secret = (await readFile(path.join(env().AFTERWORD_DATA, 'auth-secret'), 'utf8')).trim()
  expect(JSON.stringify(manifest)).not.toContain(secret)
  expect(manifest).toMatchObject({ format: 1, images: 1, going: [], tables: { person: { rows: expect.any(Number) } } })
  expect(manifest.files.map(({ name }) => name)).toContain('auth-secret')
})
