import type { ServerProcess } from '../web/server-process.ts'
import { carry, canaryShape } from './acts.ts'
import type { Act } from './acts.ts'
import { proofs } from './faults.ts'
import type { Findings } from './faults.ts'
import { judge, timesDone } from './judge.ts'
import { lookForCanaries } from './public-pages.ts'
import { runVerify } from './run-verify.ts'
import type { Essay, Sender } from './stage.ts'
import { readPublic, readTruth } from './truth.ts'
import type { Truth } from './truth.ts'

/** An essay, and everything that was ever sent to the conversation under it. */
export type Conversation = { essay: Essay; acts: Act[] }

/** What one round added to a conversation. */
export type Round = { database: string; conversation: Conversation; acts: Act[]; writers: Sender[]; word: string; some?: ((all: string[]) => string[]) | undefined }

/** Counted in every part that has a stream of acts. */
export const streamFigures = [
  'replies acknowledged', 'changes acknowledged', 'decisions acknowledged', 'decisions taken back, acknowledged', 'refused', 'without an answer', 'of these present all the same', 'sent again',
]

/** After a fault: reads what readers see first, then proves that every act happened as its sender was told, sends again what had no answer, and proves it once more, and every invariant. */
export async function settle(round: Round, url: string, findings: Findings): Promise<void> {
  const { database, conversation, acts, writers, word, some } = round
  conversation.acts.push(...acts)
  const truth = await readTruth(database, conversation.essay.id)
  const handles = writers.slice(0, 3).map(({ handle }) => handle)
  await lookForCanaries({ url, slug: conversation.essay.slug, handles, word, truth, open: await readPublic(database), some }, findings)
  countRound(acts, truth, findings)
  report(judge(conversation.acts, truth), findings)
  const lost = acts.filter(({ outcome }) => outcome === 'unknown')
  await Promise.all(lost.map((act) => sendAgain(act, findings)))
  const later = await readTruth(database, conversation.essay.id)
  report(judge(conversation.acts, later), findings)
  for (const act of lost.filter(({ kind }) => kind === 'reply')) {
    findings.check(timesDone(act, later) === 1, `reply ${act.canary} was sent again under its key, and is there ${timesDone(act, later)} times`)
  }
  await runVerify(database, findings)
}

/** What was sent and is there by now is told as if it had just been sent; a verdict or a change that came too late is refused. */
async function sendAgain(act: Act, findings: Findings) {
  await carry(act)
  findings.count('sent again')
  const isTold = act.outcome === 'acknowledged' || (act.kind !== 'reply' && act.outcome === 'refused')
  findings.check(isTold, `${act.kind} ${act.canary} was sent again, and answered with ${act.status}`)
}

function report(wrong: string[], findings: Findings) {
  findings.count(proofs.twice, wrong.filter((line) => / happened \d+ times$/.test(line)).length)
  for (const line of wrong) findings.fail(line)
}

const names: Record<Act['kind'], string> = { reply: 'replies', edit: 'changes', decision: 'decisions', undo: 'decisions taken back,' }

function countRound(acts: readonly Act[], truth: Truth, findings: Findings) {
  const taken = acts.filter(({ outcome }) => outcome === 'acknowledged')
  const lost = acts.filter(({ outcome }) => outcome === 'unknown')
  const present = (some: readonly Act[]) => some.filter((act) => timesDone(act, truth) > 0).length
  for (const { kind } of taken) findings.count(`${names[kind]} acknowledged`)
  findings.count(proofs.acknowledged, taken.length)
  findings.count(proofs.present, present(taken))
  findings.count('without an answer', lost.length)
  findings.count('of these present all the same', present(lost))
  findings.count('refused', acts.filter(({ outcome }) => outcome === 'refused').length)
}

/** At the end of a fault without a stream: each act happened as its sender was told, what nobody approved is shown nowhere, and every invariant holds. */
export async function proveAll({ database, url, essay, acts }: { database: string; url: string; essay: Essay; acts?: Act[] }, findings: Findings): Promise<void> {
  const truth = await readTruth(database, essay.id)
  await lookForCanaries({ url, slug: essay.slug, handles: [], word: '', truth, open: await readPublic(database) }, findings)
  if (acts) {
    for (const act of acts) findings.told(act.outcome === 'acknowledged', Math.min(1, timesDone(act, truth)))
    report(judge(acts, truth), findings)
  }
  await runVerify(database, findings)
}

/** What a server writes down of what goes wrong holds no word of anybody. */
export function searchLog(server: ServerProcess, findings: Findings): void {
  const found = server.said().match(canaryShape) ?? []
  findings.count(proofs.seen, found.length)
  findings.check(found.length === 0, `the log of a server holds ${found[0]}`)
}

/** One word for each round, which stands in all its texts. */
export function wordOf(round: number): string {
  return `tide${[...String(round)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}x`
}
