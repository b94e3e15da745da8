import { reader } from '#lib/database.ts'
import { signPass } from '#lib/posts/publishing/password-pass.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { cookieOf, tokenOf } from '../web/site.ts'
import type { Who } from './canaries.ts'
import type { Plot } from './plot.ts'

/** Somebody who asks, and what their requests say of them. */
export type Viewer = { name: string; as: Who; headers: Record<string, string>; asks: 'everything' | 'pages' | 'the API' }

/** Every kind of person, browsers with and without an account, programs with and without a key, and what the framework's own script asks. */
export async function gatherViewers({ people }: Plot): Promise<Viewer[]> {
  const signedIn = async (as: Who, person: SignedIn): Promise<Viewer> => ({ name: as, as, headers: { cookie: await cookieOf(person) }, asks: 'everything' })
  const bearer = async (name: string, as: Who, token: string): Promise<Viewer> => ({ name, as, headers: { authorization: `Bearer ${token}` }, asks: 'the API' })
  const { passwordHash, id } = await reader().post.findFirstOrThrow({ where: { passwordHash: { not: null } }, select: { id: true, passwordHash: true } })
  const pass = signPass({ id, passwordHash: passwordHash ?? '' }, new Date())
  const everyone: Viewer[] = [
    { name: 'anonymous', as: 'anonymous', headers: {}, asks: 'everything' },
    await signedIn('reader', people.rae), await signedIn('newcomer', people.nia), await signedIn('writer', people.wil), await signedIn('author', people.ada),
    await signedIn('another author', people.ben), await signedIn('suspended', people.sol), await signedIn('banned', people.bob), await signedIn('guest author', people.gus),
    await signedIn('moderator', people.mo), await signedIn('administrator', people.ida),
    { name: 'with the password', as: 'with the password', headers: { cookie: `afterword-pass=${pass}` }, asks: 'everything' },
    await bearer('a reader’s token', 'reader', await tokenOf(people.rae)), await bearer('a writer’s token', 'writer', await tokenOf(people.wil)),
    await bearer('a moderator’s token', 'moderator', await tokenOf(people.mo)), await bearer('nobody’s token', 'anonymous', 'a token of nobody'),
  ]
  const script = ['anonymous', 'reader', 'writer'].flatMap((as) => everyone.filter(({ name }) => name === as).map((viewer): Viewer => ({
    ...viewer, name: `${as}, by the framework’s script`, headers: { ...viewer.headers, RSC: '1' }, asks: 'pages',
  })))
  const prefetch = ['anonymous', 'reader'].flatMap((as) => everyone.filter(({ name }) => name === as).map((viewer): Viewer => ({
    ...viewer, name: `${as}, before they press a link`, headers: { ...viewer.headers, RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' }, asks: 'pages',
  })))
  return [...everyone, ...script, ...prefetch]
}
