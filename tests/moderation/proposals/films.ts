import { randomUUID } from 'node:crypto'
import { carryOut } from '../../cast.ts'
import { runCommand } from '#lib/command.ts'
import { publicReader, reader } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import type { Decided } from '#lib/moderation/decisions/carry-out-verdict.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { SignedIn } from '#lib/viewer.ts'

export type Wanted = { key: string; now: unknown; source?: string }
export type Proposed = { proposalId: string; itemId: string }

const endTitles = 'the end titles'

/** What a new film needs, and what a test wants to say of it besides. */
export function filmFacts(title = `The Ferry ${randomUUID().slice(0, 8)}`, ...more: Wanted[]): Wanted[] {
  return [{ key: 'kind', now: 'film' }, { key: 'title', now: title, source: endTitles }, ...more]
}

/** The running time, as the only entry of its list. */
export function minutes(count: number, source = endTitles): Wanted {
  return { key: 'runningTimes/aaaaaaaa', now: { minutes: count }, source }
}

export function director(name: string): Wanted {
  return { key: 'credits/bbbbbbbb', now: { role: 'director', name }, source: endTitles }
}

/** A work that readers see, with a running time of 96 minutes and a director. */
export async function film(moderator: SignedIn): Promise<{ id: string; slug: string }> {
  const { slug } = await carryOut(proposeAndApprove, moderator, { changes: filmFacts(undefined, minutes(96), director('Lia Mora')) })
  return { id: (await publicReader().publishedWork.findUniqueOrThrow({ where: { slug } })).id, slug }
}

/** A proposal for a work as it is now, held. */
export async function propose(who: SignedIn, workId: string, changes: Wanted[], comment = ''): Promise<Proposed> {
  return carryOut(proposeChange, who, { workId, baseRevisionId: await presentOf(workId), changes, comment })
}

/** The revision that readers see. */
export async function presentOf(workId: string): Promise<string> {
  return (await publicReader().publishedWork.findUniqueOrThrow({ where: { id: workId }, select: { revisionId: true } })).revisionId
}

/** The facts that readers see, by key; empty when they see no such work. */
export async function factsOf(workId: string): Promise<Record<string, { value: unknown; source: string }>> {
  const work = await publicReader().publishedWork.findUnique({ where: { id: workId }, select: { facts: true } })
  const { facts = {} } = (work?.facts ?? {}) as { facts?: Record<string, { value: unknown; source: string }> }
  return facts
}

export async function minutesOf(workId: string): Promise<unknown> {
  return ((await factsOf(workId))['runningTimes/aaaaaaaa']?.value as { minutes: number } | undefined)?.minutes
}

export async function versionOf(itemId: string): Promise<number> {
  return (await reader().reviewItem.findUniqueOrThrow({ where: { id: itemId }, select: { version: true } })).version
}

export async function stateOf(proposalId: string): Promise<string> {
  return (await reader().proposal.findUniqueOrThrow({ where: { id: proposalId }, select: { state: true } })).state
}

/** A verdict on a proposal as it is now. */
export async function judge(moderator: SignedIn, { itemId }: { itemId: string }, action: string, more: object = {}): Promise<Outcome<Decided>> {
  return runCommand(decide, moderator, { itemId, version: await versionOf(itemId), action, ...(action === 'approve' ? {} : { reasonCode: 'not-so' }), ...more })
}
