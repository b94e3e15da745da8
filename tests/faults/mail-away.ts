import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { fillForm } from '../web/read-html.ts'
import { startServer } from '../web/server-process.ts'
import { ask, carry, decision, newCanary, replyByToken } from './acts.ts'
import type { Act } from './acts.ts'
import { proveAll } from './conversation.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { openMailServer } from './mail-server.ts'
import type { Manner } from './mail-server.ts'
import { question } from './stage.ts'
import type { Essay, Sender, Stage } from './stage.ts'

/** In milliseconds: what a page or a form may take while the mail server is away, on a machine that has much else to do. Whoever waited for the mail server would wait for longer. */
const quick = 25_000

/** How long mail may take to leave when its time has come, in milliseconds. */
const patience = 60_000

/** The mail server is away, says nothing, says not now, or hangs up in the end; mail waits meanwhile and leaves once. */
export async function takeMailAway({ random, sizes, atEnd }: Faults, stage: Stage): Promise<Findings> {
  const findings = new Findings(
    'The mail server away', ['away', 'hanging', 'saying not now', 'hanging up after a mail'], 'mails written', 'mails taken', 'taken twice', 'of texts hidden meanwhile', 'slowest page or form, ms')
  const mail = await openMailServer()
  atEnd(mail.close)
  const database = await stage.clone()
  const server = await startServer({ database, port: await findFreePort(), environment: { SMTP_URL: mail.url } })
  atEnd(() => server.kill())
  const people = stage.readers.slice()
  const hidden: string[] = []
  const acts: Act[] = []
  for (const [manner, name] of manners) {
    await mail.be(manner)
    findings.count(name)
    for (let asked = 0; asked < sizes.mails; asked++) await timed(findings, () => askForLink(server.url, people.shift()))
    hidden.push(...(await tellOfReplies(server.url, stage, [people.shift(), people.shift()], acts, random)))
    await hasten(database)
    for (let waited = 0; mail.tried() === 0 && waited < 6_000 && manner !== 'away'; waited += 50) await sleep(50)
    await sleep(1_000)
    await timed(findings, () => ask(`${server.url}/posts/${stage.apart.slug}`))
    await mail.be('takes')
    for (const began = performance.now(); (await countWaiting(database)) > 0 && performance.now() - began < patience; await sleep(200)) await hasten(database)
  }
  const written = await question<{ id: string; sent: boolean; to: string }>(database, 'SELECT id, sent_at IS NOT NULL AS sent, "to" FROM mail')
  findings.count('mails written', written.length)
  findings.count('mails taken', mail.taken.length)
  for (const { id, sent } of written) {
    const times = mail.taken.filter(({ name }) => name.startsWith(`<${id}@`)).length
    if (times > 1) findings.count('taken twice')
    findings.check(sent && times === 1, `mail ${id} ${sent ? 'has left' : 'waits still'}, and was taken ${times} times`)
  }
  findings.check(mail.taken.length === written.length, `${mail.taken.length} mails were taken of ${written.length}`)
  for (const canary of hidden) {
    const told = mail.taken.filter(({ words }) => words.includes(canary)).length
    findings.count('of texts hidden meanwhile', told)
    findings.check(told === 0, `a mail tells of ${canary}, which was hidden before it left`)
  }
  await proveAll({ database, url: server.url, essay: stage.apart, acts }, findings)
  await server.stop()
  return findings
}

const manners: [Manner, string][] = [['away', 'away'], ['hangs', 'hanging'], ['refuses', 'saying not now'], ['drops', 'hanging up after a mail']]

async function timed<Value>(findings: Findings, work: () => Promise<Value>): Promise<Value> {
  const began = performance.now()
  const value = await work()
  const took = performance.now() - began
  findings.most('slowest page or form, ms', took)
  findings.check(took < quick, `a page or form took ${Math.round(took)} ms while the mail server was away`)
  return value
}

/** Somebody has a link to sign in sent to them, by the form at the door. */
async function askForLink(url: string, by: Sender | undefined) {
  if (!by) throw new Error('There is nobody left to write to')
  const headers = { origin: url, 'x-forwarded-for': by.network }
  const page = await ask(`${url}/sign-in`, { headers })
  const answer = await ask(`${url}/sign-in`, { method: 'POST', headers, body: fillForm(page?.body ?? '', 'email', { email: by.email }) })
  if (!answer || answer.status >= 400) throw new Error(`A link by mail was asked for and answered with ${answer?.status ?? 'nothing'}`)
}

/** Two replies to somebody are approved, and one of them is hidden again before its mail leaves. @returns the canary of that one */
async function tellOfReplies(url: string, stage: Stage, [first, second]: (Sender | undefined)[], acts: Act[], random: Faults['random']): Promise<string[]> {
  const [moderator] = stage.moderators
  if (!first || !second || !moderator) throw new Error('There is nobody left to write')
  const say = async (by: Sender, to: string | null, canary: string) => {
    const sent = await carry(replyByToken(url, by, stage.apart, canary, `An answer, ${canary}, to what was said.`, to))
    acts.push(sent)
    if (sent.outcome !== 'acknowledged') throw new Error(`A reply was answered with ${sent.status} while the mail server was away`)
    return String(sent.said.id)
  }
  const decide = async (about: string, action: string) => {
    const item = await itemAbout(url, moderator, stage.apart, about, kept.get(about))
    const done = await carry(decision(url, moderator, about, { ...item, action }))
    acts.push(done)
    if (done.outcome !== 'acknowledged') throw new Error(`${action} was answered with ${done.status} while the mail server was away`)
    kept.set(about, { itemId: item.itemId, version: Number(done.said.version) })
  }
  const kept = new Map<string, { itemId: string; version: number }>()
  const asked = await say(first, null, newCanary(random))
  await decide(asked, 'approve')
  const [stays, goes] = [newCanary(random), newCanary(random)]
  for (const canary of [stays, goes]) {
    const id = await say(second, asked, canary)
    await decide(id, 'approve')
    if (canary === goes) await decide(id, 'hide')
  }
  return [goes]
}

async function itemAbout(url: string, by: Sender, { slug }: Essay, about: string, known?: { itemId: string; version: number }) {
  if (known) return known
  const queue = await ask(`${url}/api/v1/moderation/queue?post=${slug}`, { headers: { authorization: `Bearer ${by.token}` } })
  const items: { id: string; version: number; subject: { id: string } }[] = JSON.parse(queue?.body ?? '{}').items ?? []
  const item = items.find(({ subject }) => subject.id === about)
  if (!item) throw new Error('What was sent does not wait')
  return { itemId: item.id, version: item.version }
}

/** What is due in a minute, or is tried again in some, is due now. */
async function hasten(database: string) {
  await question(database, `UPDATE notice SET due_at = least(due_at, now()), mail_due_at = least(mail_due_at, now()) WHERE mailed_at IS NULL AND cancelled_at IS NULL`)
  await question(database, `UPDATE mail SET next_try_at = least(next_try_at, now()) WHERE sent_at IS NULL`)
  await question(database, `UPDATE graphile_worker._private_jobs SET run_at = least(run_at, now()) WHERE locked_at IS NULL`)
}

async function countWaiting(database: string): Promise<number> {
  const [{ count = 0 } = {}] = await question<{ count: number }>(database, `
    SELECT (SELECT count(*) FROM mail WHERE sent_at IS NULL)::int + (SELECT count(*) FROM graphile_worker._private_jobs)::int AS count`)
  return count
}
