import { env } from '#lib/env.ts'
import { protectedPath } from '#lib/posts/post-path.ts'
import { passSeconds } from '#lib/posts/publishing/password-pass.ts'

/** The cookie of a browser in which the right password was given; it is sent to the page of that essay and nowhere else. */
export const passCookieName = 'afterword-pass'

export function passCookie(slug: string, pass: string) {
  return {
    name: passCookieName, value: pass, path: protectedPath(slug), maxAge: passSeconds,
    httpOnly: true, sameSite: 'lax' as const, secure: env().AFTERWORD_ORIGIN.startsWith('https:'),
  }
}
