import { randomUUID } from 'node:crypto'
import { draftLinkPath } from '#lib/posts/publishing/draft-link-token.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { fillForm } from '../web/read-html.ts'
import { startServer } from '../web/server-process.ts'
import { ask, asBrowser, carry, decision, editByForm, newCanary, replyByToken, undo } from './acts.ts'
import type { Act } from './acts.ts'
import { proveAll } from './conversation.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { question } from './stage.ts'
import type { Essay, Sender, Stage } from './stage.ts'

const hour = 3_600_000

/** By how much a server is wrong about the time, and how that is called. */
const shifts: [milliseconds: number, name: string][] = [[72 * hour, 'three days ahead'], [-72 * hour, 'three days behind'], [2 * hour, 'two hours ahead']]

type Site = { url: string; /** A server beside it whose clock is right. */ right: string; database: string; stage: Stage; findings: Findings; random: Faults['random']; name: string }

/** The clock of a server is wrong, and that of the database is right: whatever is decided by time goes by the database. */
export async function moveTheClock({ random, sizes, atEnd }: Faults, stage: Stage): Promise<Findings> {
  const findings = new Findings('The clock of a server moved', ['clocks'], 'sessions tried', 'secret links tried', 'pages searched for what is scheduled', 'limits tried')
  const preload = new URL('shifted-clock.mjs', import.meta.url).href
  for (const [shift, name] of shifts.slice(0, sizes.clocks)) {
    const database = await stage.clone()
    const server = await startServer({ database, port: await findFreePort(), preload, environment: { AFTERWORD_FAULTS_SHIFT: String(shift) } })
    const right = await startServer({ database, port: await findFreePort() })
    atEnd(() => Promise.all([server.kill(), right.kill()]))
    findings.count('clocks')
    const site = { url: server.url, right: right.url, database, stage, findings, random, name }
    await trySessions(site)
    await trySecretLinks(site)
    await tryScheduled(site)
    const acts = await tryActs(site)
    await tryLimits(site)
    await proveAll({ database, url: server.url, essay: stage.apart, acts }, findings)
    await Promise.all([server.kill(), right.kill()])
  }
  return findings
}

/** A session lasts as long as it was given, whatever the server thinks that the time is. */
async function trySessions({ url, database, stage, findings, name }: Site) {
  const [lasting, over] = stage.readers
  if (!lasting || !over) throw new Error('There are no readers')
  await question(database, `UPDATE session SET expires_at = now() + CASE WHEN person_id = $1 THEN interval '10 minutes' ELSE interval '-10 minutes' END WHERE person_id IN ($1, $2)`, [lasting.id, over.id])
  for (const [by, status] of [[lasting, 200], [over, 307]] as const) {
    const answer = await ask(`${url}/account`, { headers: asBrowser(url, by) })
    findings.count('sessions tried')
    findings.check(answer?.status === status, `${name}: a session that ${by === over ? 'is over' : 'lasts'} is answered with ${answer?.status ?? 'nothing'}`)
  }
}

/** A secret link to a draft ends when its authors were told that it does. */
async function trySecretLinks({ url, database, stage, findings, name }: Site) {
  const essay = stage.essays[2]
  for (const [interval, status] of [['1 hour', 200], ['-1 hour', 404]] as const) {
    const id = randomUUID()
    await question(database, `INSERT INTO draft_link (id, post_id, made_by_id, expires_at) VALUES ($1, $2, $3, now() + $4::interval)`, [id, essay?.id, stage.author.id, interval])
    const answer = await ask(url + draftLinkPath(id))
    findings.count('secret links tried')
    findings.check(answer?.status === status, `${name}: a secret link that ends in ${interval} is answered with ${answer?.status ?? 'nothing'}`)
  }
}

/** What is to appear at some hour appears at that hour of the database: not before, and not late. */
async function tryScheduled({ url, database, stage, findings, name }: Site) {
  const [later, now] = stage.essays
  if (!later || !now) throw new Error('There are no essays')
  const schedule = (essay: Essay, interval: string) => question(database, `UPDATE post SET state = 'scheduled', published_at = NULL, publish_at = now() + $2::interval WHERE id = $1`, [essay.id, interval])
  await schedule(later, '1 hour')
  await schedule(now, '2 seconds')
  const addresses = ['/', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', `/people/${stage.author.handle}`, `/posts/${later.slug}`, `/api/v1/posts/${later.slug}/comments`, '/search?q=essay', '/api/v1/search?q=essay']
  for (const address of addresses) {
    const answer = await ask(url + address)
    findings.count('pages searched for what is scheduled')
    const own = address.includes(later.slug)
    findings.check(own ? answer?.status === 404 : answer?.status === 200 && !answer.body.includes(later.slug), `${name}: ${address} answers ${answer?.status ?? 'nothing'} and shows what is scheduled for later`)
  }
  const until = performance.now() + 10_000
  let status = 0
  while (status !== 200 && performance.now() < until) status = (await ask(`${url}/posts/${now.slug}`))?.status ?? 0
  findings.check(status === 200, `${name}: what was scheduled for two seconds from now does not appear in ten`)
}

/** A text that came in by another server, a change of it, a decision and its undoing happen in their order, at the time of the database, and once under their keys. */
async function tryActs({ url, right, database, stage, findings, random, name }: Site): Promise<Act[]> {
  const [by, moderator, essay] = [stage.readers[3], stage.moderators[0], stage.apart]
  if (!by || !moderator) throw new Error('There is nobody')
  const [first, second] = [newCanary(random), newCanary(random)]
  const reply = await carry(replyByToken(right, by, essay, first, `What was said at some time, ${first}.`))
  const about = String(reply.said.id)
  const edit = await editByForm(url, by, essay, about, second, `What was said after it, ${second}.`)
  if (edit) await carry(edit)
  const again = await carry({ ...reply })
  const own = await ask(`${url}/account/comments/${about}`, { headers: asBrowser(url, by) })
  const [item] = await question<{ id: string; version: number }>(database, 'SELECT id, version FROM review_item WHERE comment_id = $1', [about])
  const decided = await carry(decision(url, moderator, about, { itemId: item?.id ?? '', version: item?.version ?? 0, action: 'approve' }))
  const shown = await ask(`${url}/posts/${essay.slug}`)
  const undone = await carry(undo(url, moderator, about, String(decided.said.decisionId)))
  const hidden = await ask(`${url}/posts/${essay.slug}`)
  for (const [what, act] of [['a reply', reply], ['a change', edit], ['the reply again', again], ['a decision', decided], ['its undoing', undone]] as const) {
    findings.check(act?.outcome === 'acknowledged', `${name}: ${what} was answered with ${act?.status ?? 'nothing'}: ${String(act?.said.detail ?? '')}`)
  }
  findings.check(own?.body.includes(second) === true, `${name}: its writer does not see the newest text`)
  findings.check(shown?.body.includes(second) === true && !shown.body.includes(first), `${name}: what was approved is not what readers see`)
  findings.check(hidden !== null && !hidden.body.includes(second), `${name}: what was taken back is still seen`)
  const [{ off = 0, count = 0 } = {}] = await question<{ off: number; count: number }>(database, `
    SELECT extract(epoch FROM max(greatest(now() - at, at - now())))::int AS off, count(*)::int AS count FROM (
      SELECT submitted_at AS at FROM comment WHERE id = $1 UNION ALL SELECT created_at FROM comment_revision WHERE comment_id = $1
      UNION ALL SELECT d.at FROM decision d JOIN review_item i ON i.id = d.review_item_id WHERE i.comment_id = $1) moments`, [about])
  findings.check(count === 5 && off < 300, `${name}: ${count} moments were written down, as much as ${off} s from the time of the database`)
  return [reply, ...(edit ? [edit] : []), decided, undone]
}

/** Counts of tries end when they should, also for servers whose clock is right. */
async function tryLimits({ url, right, database, stage, findings, name }: Site) {
  const by = stage.readers[4]
  if (!by) throw new Error('There is nobody')
  const statuses: number[] = []
  for (let tries = 0; tries < 6; tries++) statuses.push((await askForLink(tries % 2 === 0 ? url : right, by)) ?? 0)
  findings.count('limits tried', statuses.length)
  findings.check(statuses.at(-1) === 429 && statuses.slice(0, 5).every((status) => status < 400), `${name}: six tries, of which five are let through, were answered with ${statuses.join(', ')}`)
  const [{ least = 0, most = 0 } = {}] = await question<{ least: number; most: number }>(database, `
    SELECT min(expire / 1000 - extract(epoch FROM now()))::float8 AS least, max(expire / 1000 - extract(epoch FROM now()))::float8 AS most FROM rate_limit`)
  findings.check(least > 0 && most <= 3_700, `${name}: counts of tries end between ${Math.round(least)} and ${Math.round(most)} s from now`)
}

async function askForLink(url: string, by: Sender): Promise<number | undefined> {
  const headers = { origin: url, 'x-forwarded-for': by.network }
  const page = await ask(`${url}/sign-in`, { headers })
  return (await ask(`${url}/sign-in`, { method: 'POST', headers, body: fillForm(page?.body ?? '', 'email', { email: by.email }) }))?.status
}
