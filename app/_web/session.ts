import { cookies } from 'next/headers'
import { env } from '#lib/env.ts'
import { sessionCookie } from '#lib/http/session-cookie.ts'

export function sessionCookieName(): string {
  return sessionCookie(env().AFTERWORD_ORIGIN)
}

/** What the session cookie holds; empty for anonymous visitors. */
export async function sessionSecret(): Promise<string> {
  return (await cookies()).get(sessionCookieName())?.value ?? ''
}
