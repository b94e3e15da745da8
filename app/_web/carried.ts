import { cookies } from 'next/headers'
import { runCommand } from '#lib/command.ts'
import { carryMinutes, carryText } from '#lib/comments/drafts/carry-text.ts'
import { claimCarried } from '#lib/comments/drafts/claim-carried.ts'
import { carriesText } from '#lib/comments/drafts/read-carried.ts'
import { databaseTime } from '#lib/database-time.ts'
import { env } from '#lib/env.ts'
import { logFailure } from '#lib/http/log-failure.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { networkOf, takeLimit } from '#lib/limits.ts'
import { makeSecret } from '#lib/people/make-secret.ts'
import { readSession } from '#lib/people/read-session.ts'
import type { Outcome } from '#lib/refusal.ts'
import { anonymous } from '#lib/viewer.ts'

/** The name of the cookie that opens what a browser carries through the door. */
export function carriedCookieName(): string {
  return isSecure() ? '__Host-afterword-carried' : 'afterword-carried'
}

function isSecure(): boolean {
  return env().AFTERWORD_ORIGIN.startsWith('https:')
}

/** What that cookie holds; empty for nearly everybody. */
export async function carriedSecret(): Promise<string> {
  return (await cookies()).get(carriedCookieName())?.value.slice(0, 100) ?? ''
}

/** Whether there is a text to come back to, to be said at the door. */
export async function carriesReply(): Promise<boolean> {
  return carriesText(await carriedSecret(), await databaseTime())
}

/** Keeps a reply of somebody who is about to sign in: the browser gets the key, the database the sealed text, no address anything. */
export async function carryReply(text: { slug: string; parentId: string; body: string }): Promise<Outcome<null>> {
  const tooMany = await takeLimit('carry-network', networkOf(requestContext()?.address ?? ''))
  if (tooMany) return tooMany
  const known = await carriedSecret()
  const secret = known.length < 40 ? makeSecret() : known
  const outcome = await runCommand(carryText, anonymous, { ...text, secret })
  if (outcome.ok) (await cookies()).set(carriedCookieName(), secret, { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(), maxAge: carryMinutes * 60 })
  return outcome
}

/**
 * Gives somebody who has just come in what their browser carried. A failure of this keeps nobody out: the text stays where it was.
 * @param session the secret of the new session
 * @returns whether the cookie has done its work
 */
export async function claimReplies(session: string): Promise<boolean> {
  const secret = await carriedSecret()
  if (!secret) return false
  try {
    const viewer = await readSession(session)
    if (viewer) await runCommand(claimCarried, viewer, { secret })
    return viewer !== null && !(await carriesText(secret, await databaseTime()))
  } catch (error) {
    logFailure('claim-carried', error)
    return false
  }
}

/** What makes a browser forget the key. */
export function forgottenKey() {
  return { name: carriedCookieName(), value: '', path: '/', maxAge: 0, secure: isSecure(), httpOnly: true, sameSite: 'lax' as const }
}
