import type { PageAddress } from './page-address.ts'

type IsStale = (page: PageAddress) => boolean

const everything: IsStale = () => true

/**
 * Which announcement of the database makes which pages stale. An announcement says what changed and names it, `conversation:the-address`;
 * the triggers that make them stand in the migrations, and a test holds that there is one on everything that readers can be shown.
 *
 * What is said under an essay is shown on its own pages and on lists, never on those of another essay. All else is rare, and may be
 * named anywhere: an author by essays and comments, an essay by those that are like it, a work by whatever is about it.
 */
export const staleAfter: Record<string, (name: string) => IsStale> = {
  conversation: (slug) => (page) => page.essay === null || page.essay === slug,
  log: () => (page) => page.kind === 'log',
  post: () => everything,
  person: () => everything,
  guest: () => everything,
  tag: () => everything,
  series: () => everything,
  work: () => everything,
  house: () => everything,
  setting: () => everything,
  // By whoever empties a whole table at once.
  emptied: () => everything,
}

/** The pages that are stale after an announcement: all, where it is not known. */
export function readAnnouncement(payload: string): IsStale {
  const at = payload.indexOf(':')
  const known = Object.hasOwn(staleAfter, payload.slice(0, at)) ? staleAfter[payload.slice(0, at)] : undefined
  return known?.(payload.slice(at + 1)) ?? everything
}
