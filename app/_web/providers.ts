import GitHub from 'next-auth/providers/github'
import Google from 'next-auth/providers/google'
import type { Profile } from 'next-auth'
import { env } from '#lib/env.ts'

/** Where one may have an account that signs in here. */
export type Elsewhere = 'github' | 'google'

/** What is asked of both: the answer belongs to the browser that began, and to what it began. */
const checks: ('pkce' | 'state')[] = ['pkce', 'state']

/** The places whose settings are there, with the name that stands on their button. */
export function placesElsewhere(): { id: Elsewhere; name: string }[] {
  const { AUTH_GITHUB_ID, AUTH_GOOGLE_ID } = env()
  return [
    ...(AUTH_GITHUB_ID ? [{ id: 'github' as const, name: 'GitHub' }] : []),
    ...(AUTH_GOOGLE_ID ? [{ id: 'google' as const, name: 'Google' }] : []),
  ]
}

/** The same for next-auth. */
export function providersElsewhere() {
  const { AUTH_GITHUB_ID, AUTH_GITHUB_SECRET, AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET } = env()
  return [
    ...(AUTH_GITHUB_ID
      ? [GitHub({ clientId: AUTH_GITHUB_ID, clientSecret: AUTH_GITHUB_SECRET, checks, userinfo: { url: `${github}/user`, request: readGitHub } })]
      : []),
    ...(AUTH_GOOGLE_ID ? [Google({ clientId: AUTH_GOOGLE_ID, clientSecret: AUTH_GOOGLE_SECRET, checks })] : []),
  ]
}

const github = 'https://api.github.com'

/** The profile with the address that GitHub has verified. The one shown in a profile says nothing about that. */
async function readGitHub({ tokens }: { tokens: { access_token?: string } }): Promise<Profile> {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${github}${path}`, { headers: { Authorization: `Bearer ${tokens.access_token}`, 'User-Agent': 'afterword' } })
    return answer.ok ? answer.json() : null
  }
  const [profile, addresses] = await Promise.all([ask('/user'), ask('/user/emails')])
  const verified = Array.isArray(addresses) ? addresses.find((address) => address?.primary === true && address?.verified === true) : null
  return { ...(profile as Profile), email: verified?.email ?? null, email_verified: verified !== null && verified !== undefined }
}

/** Who somebody is elsewhere, as the command takes it. Nothing that a provider sends is believed to have its type. */
export function readProfile(provider: string, subject: string, profile: Profile | undefined) {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const email = profile?.email_verified === true ? text(profile.email) : ''
  return { provider, subject, login: text(profile?.login) || (email.split('@')[0] ?? ''), name: text(profile?.name), verifiedEmail: email }
}
