import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'

/** Days for which a browser that once gave the right password need not give it again. */
const passDays = 10

export const passSeconds = passDays * 86_400

type Protected = { id: string; passwordHash: string }

/** What the cookie of somebody says who gave the right password: until when, signed. It names the password, so another one ends it. */
export function signPass(post: Protected, now: Date): string {
  const until = Math.floor(now.getTime() / 1000) + passSeconds
  return `${until}.${signature(post, until)}`
}

/** Whether such a cookie opens a post now. */
export function opens(pass: string, post: Protected, now: Date): boolean {
  const [, until = '0', signed = ''] = /^(\d{1,12})\.([\w-]{43})$/.exec(pass) ?? []
  const expected = Buffer.from(signature(post, Number(until)))
  const given = Buffer.from(signed)
  return given.length === expected.length && timingSafeEqual(given, expected) && Number(until) * 1000 > now.getTime()
}

function signature({ id, passwordHash }: Protected, until: number): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`afterword.password-pass\n${id}\n${passwordHash}\n${until}`).digest('base64url')
}
