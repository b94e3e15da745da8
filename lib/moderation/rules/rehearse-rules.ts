import { setImmediate as pause } from 'node:timers/promises'
import { runCommand } from '#lib/command.ts'
import { submissionOf } from '#lib/comments/gather-facts.ts'
import { continueRehearsal } from '#lib/moderation/rules/continue-rehearsal.ts'
import { likeTextsOf, readPastLikeness } from '#lib/moderation/rules/past-likeness.ts'
import type { PastLikeness } from '#lib/moderation/rules/past-likeness.ts'
import { approvedBefore, learnOfPeople, sentBefore } from '#lib/moderation/rules/past-people.ts'
import type { PastPeople } from '#lib/moderation/rules/past-people.ts'
import { readPastTexts } from '#lib/moderation/rules/read-past-texts.ts'
import type { PastText } from '#lib/moderation/rules/read-past-texts.ts'
import { examplesKept } from '#lib/moderation/rules/rehearsal-result.ts'
import type { RehearsalResult } from '#lib/moderation/rules/rehearsal-result.ts'
import { takeRehearsal } from '#lib/moderation/rules/take-rehearsal.ts'
import { onNotification } from '#lib/notifications.ts'
import { makeRule } from '#lib/screening/rule-kinds.ts'
import type { NeededFact } from '#lib/screening/rule-kind.ts'
import type { ReadyRule } from '#lib/screening/rule-kinds.ts'
import { runRule } from '#lib/screening/screen-text.ts'
import type { Facts } from '#lib/screening/screening.ts'
import { operator } from '#lib/viewer.ts'

/** How often rehearsals that a process left behind are looked for, in milliseconds. New ones announce themselves. */
const lookEvery = 10_000

/** Decisions between two words about how far it came. */
const chunk = 500

/**
 * Works on rehearsals from now on. Any number of processes may do this: each rehearsal is one's until it is done or the process is.
 * @param report is told, without any text, when something went wrong; the rehearsal is tried again later
 * @returns a function that ends it, after the part that is under way
 */
export function keepRehearsing(report: (trouble: string) => void): () => Promise<void> {
  const state = { stopped: false, running: Promise.resolve(), queued: false }
  const work = () => {
    if (state.queued || state.stopped) return
    state.queued = true
    state.running = state.running.then(async () => {
      state.queued = false
      await rehearseWaiting(() => state.stopped).catch((error: unknown) => report(`A rehearsal could not go on: ${error instanceof Error ? error.name : 'unknown'}`))
    })
  }
  const timer = setInterval(work, lookEvery)
  timer.unref()
  const stopHearing = onNotification('afterword_rehearsal', work)
  work()
  return async () => {
    state.stopped = true
    stopHearing()
    clearInterval(timer)
    await state.running
  }
}

type Taken = { id: string; total: number; examined: number; leasedUntil: Date; result: RehearsalResult; rule: Parameters<typeof makeRule>[0] & { authorId: string | null; postId: string | null } }

/** Works on every rehearsal that waits, one after the other. @param isStopped asked between two parts; what is left is for the next process */
export async function rehearseWaiting(isStopped: () => boolean = () => false): Promise<void> {
  while (!isStopped()) {
    const taken = await runCommand(takeRehearsal, operator, {})
    if (!taken.ok) return
    await rehearse(taken.value, isStopped)
  }
}

/** What a rehearsal has read of the past so far. */
type Past = { people: PastPeople; likeness: PastLikeness | null }

const needsPeople: readonly NeededFact[] = ['approvedTexts', 'sentSecondsAgo']

async function rehearse(taken: Taken, isStopped: () => boolean): Promise<void> {
  const rule = makeRule(taken.rule)
  const past: Past = { people: new Map(), likeness: rule.needs.includes('likeTexts') ? await readPastLikeness() : null }
  let { examined, leasedUntil, result } = taken
  while (!isStopped()) {
    const texts = await readPastTexts(taken.rule, result, Math.min(chunk, taken.total - examined))
    if (rule.needs.some((need) => needsPeople.includes(need))) await learnOfPeople(past.people, texts.map(({ personId }) => personId))
    result = await addTexts(result, rule, texts, past)
    const now = examined + texts.length
    const finished = texts.length === 0 || now >= taken.total
    const kept = await runCommand(continueRehearsal, operator, { id: taken.id, leasedUntil, from: examined, examined: now, result, finished })
    if (!kept.ok || finished) return
    examined = now
    leasedUntil = kept.value.leasedUntil
  }
}

async function addTexts(before: RehearsalResult, rule: ReadyRule, texts: PastText[], past: Past): Promise<RehearsalResult> {
  const result = structuredClone(before)
  for (const [place, text] of texts.entries()) {
    addText(result, rule, text, past)
    if (place % 20 === 19) await pause()
  }
  return result
}

/** Counts one text, and keeps it as an example where people and rule say something worth looking at. */
function addText(result: RehearsalResult, rule: ReadyRule, text: PastText, past: Past): void {
  result.before = text.seq
  result.since = result.since !== null && result.since < text.sentAt.toISOString() ? result.since : text.sentAt.toISOString()
  const facts = factsThen(text, past)
  if (rule.needs.some((need) => facts[need] === null)) {
    result.unknown++
    return
  }
  const found = runRule(rule, submissionOf(text), facts)
  result.texts[text.outcome]++
  if (found) result.spoke[text.outcome]++
  const sort = found ? (text.outcome === 'approved' ? 'contradicted' : 'noticed') : text.outcome === 'rejected' ? 'missed' : null
  if (!sort || result.examples[sort].length >= examplesKept) return
  // A rule that refuses says the same of each text; what it saw is marked.
  result.examples[sort].push({ decisionId: text.decisionId, message: found?.message ?? '', matches: found?.matches ?? [] })
}

/** What could have been known when the text was sent. The rest no rule that moderators set asks for. */
function factsThen(text: PastText, { people, likeness }: Past): Facts {
  return {
    approvedTexts: approvedBefore(people, text.personId, text.sentAt),
    sentSecondsAgo: sentBefore(people, text.personId, text.sentAt, text.commentId),
    likeTexts: likeness && likeTextsOf(likeness, text),
    postAgeDays: text.postAgeDays,
    waitingTexts: null, sentBefore: null, commentsOpen: null, conversation: null, emailVerified: null, bannedWords: null, measures: null,
  }
}
