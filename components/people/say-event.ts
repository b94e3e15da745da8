import type { ListedKind } from '#lib/people/security/read-security-log.ts'

/** What happened, as a heading of its kind. */
export const eventNames: Record<ListedKind, string> = {
  'sign-in': 'Signed in',
  'failed-sign-in': 'Wrong password',
  'sign-out': 'Signed out',
  'signed-out-everywhere': 'Signed out everywhere',
  refused: 'Refused',
  'account-made': 'Account made',
  'account-deleted': 'Account deleted',
  'address-proved': 'Address proved',
  'password-changed': 'Password changed',
  'role-changed': 'Role changed',
  'measure-taken': 'Measure taken',
  'measure-lifted': 'Measure lifted',
  'token-made': 'Token made',
  'tokens-ended': 'Tokens ended',
  'way-in-added': 'Way in added',
  'link-made': 'Secret link made',
  'link-ended': 'Secret link ended',
  'essay-opened': 'Essay opened by password',
  'essay-closed': 'Password taken from an essay',
  'setting-changed': 'Setting changed',
  'data-taken': 'Data taken',
  'backup-made': 'Backup made',
  restored: 'Restored from a backup',
  decision: 'Decision',
}

const ways: Record<string, string> = { password: 'by password', link: 'by a link', 'sign-up': 'with a new account', github: 'by GitHub', google: 'by Google' }

/** How somebody came in, or tried to. */
export function sayWay(about: string): string {
  return ways[about] ?? about
}
