import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** What somebody may be on this site, from least to most. `operator` is the command line: whoever holds the machine. */
export const roles = ['anonymous', 'reader', 'author', 'moderator', 'administrator', 'operator'] as const
export type ViewerRole = (typeof roles)[number]

/** Who is looking or acting, read from the database for this very request. */
export type Viewer = {
  /** Null for anonymous visitors and for the command line. */
  readonly id: string | null
  readonly handle: string
  readonly name: string
  readonly role: ViewerRole
  /** Signed in, may read, may not write. */
  readonly suspended: boolean
  readonly emailVerified: boolean
}

export const anonymous: Viewer = {
  id: null,
  handle: '',
  name: '',
  role: 'anonymous',
  suspended: false,
  emailVerified: false,
}

export const operator: Viewer = { ...anonymous, role: 'operator', name: 'The command line' }

/** A viewer who is a person with an account. */
export type SignedIn = Viewer & { readonly id: string }

export function isSignedIn(viewer: Viewer): viewer is SignedIn {
  return viewer.id !== null
}

/** Whether the viewer's role is at least the named one. Says nothing about suspension. */
export function hasRole(viewer: Pick<Viewer, 'role'>, role: ViewerRole): boolean {
  return roles.indexOf(viewer.role) >= roles.indexOf(role)
}

/**
 * Whether the viewer may act in a role: signed in, not suspended, of that role or more. Anybody may act as `anonymous`,
 * suspended people included: they can still sign in and out.
 * @returns null when allowed, else the refusal to show
 */
export function permitRole(viewer: Viewer, role: ViewerRole): Refusal | null {
  if (role === 'anonymous') return null
  if (viewer.role === 'anonymous') return refuse('signed-out', 'Please sign in first.')
  if (viewer.suspended) return refuse('forbidden', 'Your account is suspended, so you can read but not write.')
  if (!hasRole(viewer, role)) return refuse('forbidden', 'Your account does not have the right to do this.')
  return null
}
