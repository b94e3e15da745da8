import { randomUUID } from 'node:crypto'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { foldHandle } from '#lib/people/fold-handle.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { openSession } from '#lib/people/open-session.ts'
import { requestSignInLink } from '#lib/people/request-sign-in-link.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** Letters that fold to themselves, so that made-up handles never look alike. */
export function newHandle(name: string): string {
  return `${name}-${randomUUID().replace(/[^2-9a-f]/g, '').slice(0, 10)}`
}

export type Member = SignedIn & { email: string; password: string }

/** What everybody has who is given no other. Making a hash takes longer than all else that makes somebody, so there is one. */
const usual = { password: 'the password of everybody', hash: undefined as Promise<string> | undefined }

function hashOf(password: string): Promise<string> {
  return password === usual.password ? (usual.hash ??= hashPassword(password)) : hashPassword(password)
}

type Given = { role?: 'reader' | 'author' | 'moderator' | 'administrator'; email?: string; verified?: boolean; password?: string }

/** Somebody with a password and an address that is proved or only claimed. */
export async function member(name: string, given: Given = {}): Promise<Member> {
  const handle = newHandle(name)
  const { role = 'reader', email = `${handle}@example.org`, verified = true, password = usual.password } = given
  const { id } = await writer().person.create({
    data: { handle, skeleton: foldHandle(handle), name, role, email, emailVerifiedAt: verified ? new Date() : null, passwordHash: await hashOf(password) },
    select: { id: true },
  })
  return { id, handle, name, role, suspended: false, emailVerified: verified, email, password }
}

/** In milliseconds: where many stories are told at once, the first connection of one takes longer than the two seconds that Prisma waits by itself. */
const crowded = { maxWait: 20_000, timeout: 20_000 }

/** The secret of a new session. */
export async function sessionOf(person: { id: string; handle: string }): Promise<string> {
  return (await writer().$transaction((tx) => openSession(tx, person, 'password', new Date()), crowded)).secret
}

/** The secret of a session that has ended by itself. */
export async function expiredSessionOf(person: { id: string }): Promise<string> {
  const secret = makeSecret()
  const past = new Date(Date.now() - 1000)
  await writer().session.create({ data: { id: digestOf(secret), personId: person.id, createdAt: past, expiresAt: past } })
  return secret
}

/** The links of the newest mail to an address. */
export async function linksTo(email: string, door: 'sign-in/link' | 'account/verify'): Promise<string[]> {
  const mail = await reader().mail.findFirst({ where: { to: email }, orderBy: { createdAt: 'desc' }, select: { text: true } })
  return [...(mail?.text ?? '').matchAll(new RegExp(`${door}\\?token=([\\w-]+)`, 'g'))].map((match) => match[1] ?? '')
}

/** A sign-in link as it arrives in somebody's mailbox. */
export async function askForLink(email: string, at?: Date): Promise<string> {
  await runCommand(requestSignInLink, anonymous, { email }, at)
  const [link = ''] = await linksTo(email, 'sign-in/link')
  return link
}

/** The commands that the audit log has about somebody, oldest first. */
export async function auditOf(personId: string): Promise<string[]> {
  const rows = await reader().auditEvent.findMany({ where: { subjectId: personId }, orderBy: { at: 'asc' }, select: { command: true } })
  return rows.map(({ command }) => command)
}

/** Something that holds for somebody, written down as the command line would. @returns the measure's id */
export async function measureOver(person: { handle: string }, kind: 'note' | 'held' | 'slow' | 'suspended' | 'banned', given: { reason?: string; at?: Date; until?: Date } = {}): Promise<string> {
  const { reason = `A test of ${kind}`, at, until } = given
  const everySeconds = kind === 'slow' ? 3_600 : ''
  const taken = await runCommand(takeMeasure, operator, { handle: person.handle, kind, reason, until: until?.toISOString() ?? '', everySeconds }, at)
  if (!taken.ok) throw new Error(taken.message)
  return taken.value.measureId
}
