import { sayWaiting } from '#components/comments/say-standing.ts'
import type { OwnProposal } from '#lib/moderation/proposals/read-own-proposals.ts'

/** How an own proposal stands, in a sentence. */
export function sayProposal({ state, waiting }: Pick<OwnProposal, 'state' | 'waiting'>): string {
  if (state === 'held') return waiting ? sayWaiting(waiting) : 'It waits for a moderator.'
  return standings[state] ?? ''
}

const standings: Record<string, string> = {
  published: 'Approved. It is part of the page.',
  returned: 'A moderator asks for a change.',
  rejected: 'Not approved.',
  withdrawn: 'You took it back.',
}

/** What a proposal is about: `Running time, Credits`. */
export function sayAbout({ about }: Pick<OwnProposal, 'about'>): string {
  return about.join(', ')
}
