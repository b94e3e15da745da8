import { cookies } from 'next/headers'
import NextAuth, { AuthError, CredentialsSignin } from 'next-auth'
import type { NextAuthConfig, User } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { runCommand } from '#lib/command.ts'
import { env } from '#lib/env.ts'
import { insideSite } from '#lib/http/inside-site.ts'
import { logFailure } from '#lib/http/log-failure.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { giveBack, networkOf, takeLimit, takeLimits } from '#lib/limits.ts'
import { handleTaken } from '#lib/people/check-handle.ts'
import { sessionSeconds } from '#lib/people/open-session.ts'
import type { StartedSession } from '#lib/people/open-session.ts'
import { refuseLink } from '#lib/people/read-mail-link.ts'
import { returnTarget } from '#lib/people/return-target.ts'
import { signInByPassword } from '#lib/people/sign-in-by-password.ts'
import { signInElsewhere } from '#lib/people/sign-in-elsewhere.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import { anonymous } from '#lib/viewer.ts'
import { carriedCookieName, claimReplies, forgottenKey } from './carried.ts'
import { providersElsewhere, readProfile } from './providers.ts'
import type { Elsewhere } from './providers.ts'
import { sessionCookieName, sessionSecret } from './session.ts'

/** The ways in through a form. Each opens a session in the database, or says why not. */
const ways = {
  password: (sent: Sent) => signInByPassword({ who: sent.who ?? '', password: sent.password ?? '' }, clientAddress()),
  link: (sent: Sent) => openLink(sent.token ?? ''),
  'sign-up': (sent: Sent) => makeAccount(sent),
}

export type Way = keyof typeof ways
type Sent = Partial<Record<string, unknown>> & { who?: string; password?: string; token?: string }

/**
 * Signs in by one of the ways: next-auth opens the door and sets the cookie, the way itself decides.
 * @param sent the fields that the way asks for
 */
export async function enter(way: Way, sent: Record<string, string>): Promise<Outcome<null>> {
  const before = await sessionSecret()
  try {
    await signIn(way, { ...sent, redirect: false })
  } catch (error) {
    if (error instanceof TurnedAway) return error.refusal
    throw error instanceof AuthError && error.cause?.err ? error.cause.err : error
  }
  await dropReturnCookie()
  const session = await sessionSecret()
  if (session !== before && (await claimReplies(session))) (await cookies()).set(forgottenKey())
  // Somebody who asks next-auth to answer in another way gets no cookie; that is no sign-in.
  return session === before ? refuse('invalid', 'Signing in did not work. Please try again.') : done(null)
}

/** Leads on to another site, to sign in there. Does not return. */
export async function enterElsewhere(place: Elsewhere, then: string): Promise<never> {
  await signIn(place, { redirectTo: returnTarget(then) })
  throw new Error(`${place} did not lead on`)
}

/** Takes the session cookie away. The session itself is ended by its command. */
export async function dropCookie(): Promise<void> {
  await signOut({ redirect: false })
  await dropReturnCookie()
}

/** next-auth notes where to go on to. Only the way over another site needs that; our forms know it themselves. */
async function dropReturnCookie(): Promise<void> {
  const jar = await cookies()
  jar.set(returnCookieName(), '', { path: '/', maxAge: 0, secure: isSecure() })
}

/** Cookies of next-auth that nobody needs after one is in: where to go on to, and a token for forms that we do not have. */
const passing = /^[\w-]*authjs\.(callback-url|csrf-token)=/

function returnCookieName(): string {
  return `${isSecure() ? '__Secure-' : ''}authjs.callback-url`
}

function isSecure(): boolean {
  return env().AFTERWORD_ORIGIN.startsWith('https:')
}

/** Answers somebody who comes back from another site: on to where they wanted to go, or to the door. */
export async function comeBack(request: Parameters<typeof handlers.GET>[0]): Promise<Response> {
  const answer = await handlers.GET(request)
  const target = answer.headers.get('location')
  const headers = new Headers({ Location: target && URL.canParse(target) ? pathOf(target) : '/sign-in?error=elsewhere' })
  for (const cookie of answer.headers.getSetCookie()) if (!passing.test(cookie)) headers.append('Set-Cookie', cookie)
  headers.append('Set-Cookie', forget(returnCookieName()))
  if (await claimReplies(sessionIn(answer.headers.getSetCookie()))) headers.append('Set-Cookie', forget(carriedCookieName()))
  return new Response(null, { status: 303, headers })
}

function forget(cookie: string): string {
  return `${cookie}=; Path=/; Max-Age=0${isSecure() ? '; Secure' : ''}`
}

/** The secret of the session that an answer opens; empty when it opens none. */
function sessionIn(setCookies: string[]): string {
  const start = `${sessionCookieName()}=`
  const cookie = setCookies.findLast((each) => each.startsWith(start)) ?? ''
  return decodeURIComponent(cookie.slice(start.length).split(';', 1)[0] ?? '')
}

/** Next writes this machine's addresses as localhost, where the cookie would be missing. A path stays where the browser is. */
function pathOf(target: string): string {
  const { pathname, search, hash } = new URL(target)
  return insideSite(pathname + search + hash)
}

/** Where the request came from on the network; empty when nobody knows. */
export function clientAddress(): string {
  return requestContext()?.address ?? ''
}

async function openLink(token: string): Promise<Outcome<StartedSession>> {
  const tooMany = await takeLimit('link-network', networkOf(clientAddress()))
  if (tooMany) return tooMany
  const used = await runCommand(useMailLink, anonymous, { token, purpose: 'sign_in' })
  if (!used.ok) return used
  return used.value.session ? done(used.value.session) : refuseLink('unknown')
}

/**
 * Both limits are taken before the password is hashed, which is the costly part. A form that was refused before that gives
 * its try back; a handle that is taken shows only afterwards, and asking after handles is not free.
 */
async function makeAccount({ name, handle, email, password }: Sent): Promise<Outcome<StartedSession>> {
  const network = ['sign-up-network', networkOf(clientAddress())] as const
  const address = ['proof-address', mailKey(email)] as const
  const tooMany = await takeLimits([network, address])
  if (tooMany) return tooMany
  const outcome = await runCommand(signUp, anonymous, { name, handle, email, password })
  // No mail went out.
  if (!outcome.ok) await giveBack(...address)
  if (!outcome.ok && outcome.message !== handleTaken) await giveBack(...network)
  return outcome
}

/** One mailbox, however its address was typed. */
export function mailKey(email: unknown): string {
  return String(email ?? '').trim().toLowerCase()
}

/** A refusal on its way through next-auth, which knows exceptions only. */
class TurnedAway extends CredentialsSignin {
  refusal: Refusal
  constructor(refusal: Refusal) {
    super()
    this.refusal = refusal
  }
}

const fields: Record<Way, string[]> = { password: ['who', 'password'], link: ['token'], 'sign-up': ['name', 'handle', 'email', 'password'] }

function formProvider(id: Way) {
  return Credentials({
    id,
    credentials: Object.fromEntries(fields[id].map((name) => [name, {}])),
    async authorize(sent) {
      const outcome = await ways[id](sent)
      if (!outcome.ok) throw new TurnedAway(outcome)
      return { id: outcome.value.personId, secret: outcome.value.secret }
    },
  })
}

/** What `authorize` and the callbacks hand to each other: the secret of our own session row. */
type Admitted = User & { secret?: string }

const { handlers, signIn, signOut } = NextAuth(configure)

/** Made for each call: settings are read from the running process, not at build time. */
function configure(): NextAuthConfig {
  const { AFTERWORD_ORIGIN, AUTH_SECRET } = env()
  // next-auth takes the public address from here only; without it, it would believe what a request says.
  Object.assign(process.env, { AUTH_URL: AFTERWORD_ORIGIN })
  const secure = isSecure()
  return {
    basePath: '/api/auth',
    trustHost: true,
    secret: AUTH_SECRET,
    useSecureCookies: secure,
    cookies: { sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: 'lax', path: '/', secure } } },
    pages: { signIn: '/sign-in', signOut: '/account', error: '/sign-in', verifyRequest: '/sign-in' },
    providers: [formProvider('password'), formProvider('link'), formProvider('sign-up'), ...providersElsewhere()],
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    // The cookie holds the secret of a row in our table and nothing else, so there is nothing to encrypt: who it is, and
    // whether it still counts, the database says at every request.
    jwt: {
      encode: async ({ token }) => (typeof token?.secret === 'string' ? token.secret : ''),
      decode: async ({ token }) => (token ? { secret: token } : null),
    },
    callbacks: {
      signIn: ({ user, account, profile }) => (account?.type === 'credentials' ? true : admitFromElsewhere(user, account, profile)),
      jwt: ({ token, user }) => ({ secret: (user as Admitted | undefined)?.secret ?? token.secret }),
      redirect: ({ url }) => AFTERWORD_ORIGIN + returnTarget(url.startsWith(`${AFTERWORD_ORIGIN}/`) ? url.slice(AFTERWORD_ORIGIN.length) : url),
    },
    logger: {
      error: (error) => {
        if (!(error instanceof TurnedAway)) logFailure('sign-in', error)
      },
      warn: () => {},
      debug: () => {},
    },
  }
}

type Account = { provider: string; providerAccountId: string } | null | undefined

/** @returns true to go on, or the page that says why not */
async function admitFromElsewhere(user: Admitted, account: Account, profile: Parameters<typeof readProfile>[2]): Promise<true | string> {
  if (!account) return '/sign-in?error=elsewhere'
  const outcome = await runCommand(signInElsewhere, anonymous, readProfile(account.provider, account.providerAccountId, profile))
  if (!outcome.ok) return outcome.present?.banId ? `/sign-in?ban=${outcome.present.banId}` : '/sign-in?error=elsewhere'
  user.secret = outcome.value.secret
  return true
}
