/** The cookie of somebody who is signed in: bound to this host, and to https where there is https. @param origin the public one of this site */
export function sessionCookie(origin: string): string {
  return origin.startsWith('https:') ? '__Host-afterword-session' : 'afterword-session'
}

/** Whether a request says that somebody is signed in. Only the database knows whether that is so. */
export function saysSignedIn(cookies: string | undefined, origin: string): boolean {
  const start = `${sessionCookie(origin)}=`
  return (cookies ?? '').split(';').some((cookie) => cookie.trimStart().startsWith(start))
}

/** What the session cookie of a request holds; empty where it has none. */
export function sessionSecretIn(cookies: string | undefined, origin: string): string {
  const start = `${sessionCookie(origin)}=`
  const found = (cookies ?? '').split(';').map((cookie) => cookie.trim()).find((cookie) => cookie.startsWith(start))
  return found?.slice(start.length) ?? ''
}
