import { sessionFor } from './people.ts'
import type { Kind, Shown, World } from './people.ts'
import type { Scene } from './scenes/scene.ts'

/** The headers with which somebody shows who they are. */
export function showing({ session, token }: Shown, cookie = 'afterword-session'): Record<string, string> {
  return { ...(session && { cookie: `${cookie}=${session}` }), ...(token && { authorization: `Bearer ${token}` }) }
}

/** Whoever shows what no account stands behind, or not any more. */
export function isNobody(kind: Kind): boolean {
  return ['nobody', 'somebody who has left', 'a banned administrator', 'a session that was ended', 'a session that is over', 'a token of a banned moderator', 'a revoked token'].includes(kind)
}

/** What somebody of a kind shows; null where there is none of them here: a party's matter is another one, and who owns it and is suspended is one who is suspended. */
export async function shownBy(kind: Kind, { owner }: Scene, world: World): Promise<Shown | null> {
  if (kind === 'the owner') return owner ? sessionFor(owner) : null
  if (kind === 'a party' || kind === 'the owner, suspended') return null
  return world.shown[kind] ?? {}
}

/** Who is nobody is asked to sign in; to the others it is forbidden, or not there. */
export function refusalStatuses(nobody: boolean): number[] {
  return nobody ? [401] : [403, 404]
}
