import { cookies } from 'next/headers'
import { env } from '#lib/env.ts'

/** Bound to this host and to https where there is https. */
export function sessionCookieName(): string {
  return env().AFTERWORD_ORIGIN.startsWith('https:') ? '__Host-afterword-session' : 'afterword-session'
}

/** What the session cookie holds; empty for anonymous visitors. */
export async function sessionSecret(): Promise<string> {
  return (await cookies()).get(sessionCookieName())?.value ?? ''
}
