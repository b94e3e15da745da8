import { carry, canaryShape } from './acts.ts'
import type { Act } from './acts.ts'
import type { Findings } from './faults.ts'
import { judge, timesDone } from './judge.ts'
import { lookForCanaries } from './public-pages.ts'
import type { ServerProcess } from './server-process.ts'
import type { Essay, Sender } from './stage.ts'
import { readPublic, readTruth } from './truth.ts'
import type { Truth } from './truth.ts'

/** An essay, and everything that was ever sent to the conversation under it. */
export type Conversation = { essay: Essay; acts: Act[] }

/** What one round added to a conversation. */
export type Round = { database: string; conversation: Conversation; acts: Act[]; writers: Sender[]; word: string; some?: ((all: string[]) => string[]) | undefined }

/** Counted in every part that has a stream of acts. */
export const streamFigures = [
  'texts acknowledged', 'of these present', 'texts without an answer', 'of these present all the same', 'changes acknowledged', 'decisions acknowledged', 'taken back, acknowledged',
  'refused', 'sent again', 'given back', 'happened twice', 'public pages read', 'canaries searched for', 'canaries seen', 'times verified', 'lines of verify that are ok',
]

/** After a fault: reads what readers see first, then proves that every act happened as its sender was told, sends again what had no answer, and proves it once more. */
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
}

/** What was sent and is there by now is told as if it had just been sent; a verdict or a change that came too late is refused. */
async function sendAgain(act: Act, findings: Findings) {
  await carry(act)
  findings.count('sent again')
  // A page may be unable to take a form in the moment in which it comes up, and gives the text back, ready to be sent.
  if (act.kind === 'reply' && act.status === 409) {
    findings.count('given back')
    await carry(act)
  }
  const isTold = act.outcome === 'acknowledged' || (act.kind !== 'reply' && act.outcome === 'refused')
  findings.check(isTold, `${act.kind} ${act.canary} was sent again, and answered with ${act.status}`)
}

function report(wrong: string[], findings: Findings) {
  findings.count('happened twice', wrong.filter((line) => / happened \d+ times$/.test(line)).length)
  for (const line of wrong) findings.fail(line)
}

function countRound(acts: readonly Act[], truth: Truth, findings: Findings) {
  const replies = acts.filter(({ kind }) => kind === 'reply')
  const taken = (kind: Act['kind']) => acts.filter((act) => act.kind === kind && act.outcome === 'acknowledged')
  const present = (some: readonly Act[]) => some.filter((act) => timesDone(act, truth) > 0).length
  const lost = replies.filter(({ outcome }) => outcome === 'unknown')
  findings.count('texts acknowledged', taken('reply').length)
  findings.count('of these present', present(taken('reply')))
  findings.count('texts without an answer', lost.length)
  findings.count('of these present all the same', present(lost))
  findings.count('changes acknowledged', taken('edit').length)
  findings.count('decisions acknowledged', taken('decision').length)
  findings.count('taken back, acknowledged', taken('undo').length)
  findings.count('refused', acts.filter(({ outcome }) => outcome === 'refused').length)
}

/** What a server writes down of what goes wrong holds no word of anybody. */
export function searchLog(server: ServerProcess, findings: Findings): void {
  const found = server.said().match(canaryShape) ?? []
  findings.count('canaries seen', found.length)
  findings.check(found.length === 0, `the log of a server holds ${found[0]}`)
}

/** One word for each round, which stands in all its texts. */
export function wordOf(round: number): string {
  return `tide${[...String(round)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}x`
}
