import { writer } from '#lib/database.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { readSession, readToken } from '#lib/people/read-session.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'
import { carryOut } from '../cast.ts'
import { measureOver, member } from '../people/stories.ts'

/** Every kind of person who may knock. The first six have to do with a thing where a scene has one for them; elsewhere there are none of them, or they are people like others. */
export const kinds = [
  'the owner', 'the owner, suspended', 'a party', 'a co-author', 'a former co-author', 'somebody invited',
  'nobody', 'somebody new', 'a reader', 'an author', 'a moderator', 'an administrator',
  'a suspended reader', 'a suspended moderator', 'a banned administrator', 'a demoted moderator', 'somebody who has left',
  'a session that was ended', 'a session that is over',
  'a token of a reader', 'a token of a moderator', 'a token of a banned moderator', 'a revoked token',
] as const

export type Kind = (typeof kinds)[number]

/** Those whom a test meets by name, and the secrets that the others show. */
export type World = Awaited<ReturnType<typeof makeWorld>>

/** What somebody shows at the door: a session's secret or a token; neither for nobody. */
export type Shown = { session?: string; token?: string }

/** One of every kind, with what each shows. */
export async function makeWorld() {
  const [ada, cai, fay, ina, ben] = await Promise.all(['ada', 'cai', 'fay', 'ina', 'ben'].map((name) => member(name, { role: 'author' })))
  const [mo, noor, sam, mel, bel] = await Promise.all(['mo', 'noor', 'sam', 'mel', 'bel'].map((name) => member(name, { role: 'moderator' })))
  const [rae, ron, sol] = await Promise.all(['rae', 'ron', 'sol'].map((name) => member(name)))
  const [ida, ian, bar, lea] = await Promise.all(['ida', 'ian', 'bar', 'lea'].map((name) => member(name, { role: 'administrator' })))
  const nia = await member('nia', { verified: false })
  if (!ada || !cai || !fay || !ina || !ben || !mo || !noor || !sam || !mel || !bel || !rae || !ron || !sol || !lea || !ida || !ian || !bar) throw new Error('Somebody is missing')
  const shown: Partial<Record<Kind, Shown>> = {
    'a co-author': await sessionFor(cai), 'a former co-author': await sessionFor(fay), 'somebody invited': await sessionFor(ina),
    nobody: {}, 'somebody new': await sessionFor(nia), 'a reader': await sessionFor(ron), 'an author': await sessionFor(ben),
    'a moderator': await sessionFor(noor), 'an administrator': await sessionFor(ida),
    'a demoted moderator': await sessionFor(mel), 'a session that was ended': await sessionFor(noor), 'a session that is over': await sessionFor(noor, -1_000),
    'a token of a reader': await tokenFor(ron), 'a token of a moderator': await tokenFor(noor), 'a token of a banned moderator': await tokenFor(bel),
    'a revoked token': await tokenFor(noor, new Date()),
  }
  await writer().session.deleteMany({ where: { id: digestOf(shown['a session that was ended']?.session ?? '') } })
  await writer().person.update({ where: { id: mel.id }, data: { role: 'reader' } })
  for (const [somebody, kind] of [[sol, 'suspended'], [sam, 'suspended'], [bar, 'banned'], [bel, 'banned']] as const) await measureOver(somebody, kind)
  // A session that is made after the measure, as whoever stays away until then would try.
  Object.assign(shown, { 'a suspended reader': await sessionFor(sol), 'a suspended moderator': await sessionFor(sam), 'a banned administrator': await sessionFor(bar) })
  Object.assign(shown, { 'somebody who has left': await sessionFor(lea) })
  const left = await readSession(shown['somebody who has left']?.session ?? '')
  await leave(lea)
  return { ada, cai, fay, ina, ben, mo, noor, rae, ron, ida, shown, left: left ?? anonymous }
}

/** A session of somebody, which ends in so many milliseconds. */
export async function sessionFor(person: SignedIn, lasts = 3_600_000): Promise<Shown> {
  const session = makeSecret()
  const createdAt = new Date(Date.now() - 60_000)
  await writer().session.create({ data: { id: digestOf(session), personId: person.id, createdAt, expiresAt: new Date(Date.now() + lasts) }, select: { id: true } })
  return { session }
}

async function tokenFor(person: SignedIn, revokedAt: Date | null = null): Promise<Shown> {
  const token = makeSecret()
  await writer().apiToken.create({ data: { digest: digestOf(token), personId: person.id, revokedAt }, select: { id: true } })
  return { token }
}

async function leave(person: SignedIn): Promise<void> {
  const { passwordHash } = await writer().person.findUniqueOrThrow({ where: { id: person.id }, select: { passwordHash: true } })
  await carryOut(deleteAccount, person, { checkedHash: passwordHash ?? '' })
}

/** Who somebody is by what they show, as every request reads it. Whoever has left had asked before. */
export async function viewerBy(world: World, kind: Kind, own: { owner?: SignedIn; party?: SignedIn }): Promise<Viewer | null> {
  if (kind === 'the owner') return own.owner ? present(own.owner) : null
  if (kind === 'the owner, suspended') return own.owner ? { ...(await present(own.owner)), suspended: true } : null
  if (kind === 'a party') return own.party ? present(own.party) : null
  if (kind === 'somebody who has left') return world.left
  const { session, token } = world.shown[kind] ?? {}
  return (session ? await readSession(session) : token ? await readToken(token) : null) ?? anonymous
}

async function present(person: SignedIn): Promise<SignedIn> {
  const { session = '' } = await sessionFor(person)
  const viewer = await readSession(session)
  if (!viewer) throw new Error(`${person.handle} has no session`)
  return viewer
}
