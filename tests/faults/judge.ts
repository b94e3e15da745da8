import type { Act } from './acts.ts'
import type { Truth } from './truth.ts'

/** What is wrong with a conversation, given everything that was sent to it: nothing, if each act happened once or not at all, as its sender was told. */
export function judge(acts: readonly Act[], truth: Truth): string[] {
  return [...acts.flatMap((act) => judgeAct(act, truth)), ...judgeRecords(truth), ...judgeStrangers(acts, truth), ...judgeFates(acts, truth)]
}

/** How often an act is in the database. */
export function timesDone(act: Act, truth: Truth): number {
  switch (act.kind) {
    case 'reply': return truth.texts.filter(({ canary, reason }) => canary === act.canary && reason !== 'edited').length
    case 'edit': return truth.texts.filter(({ canary, reason }) => canary === act.canary && reason === 'edited').length
    case 'undo': return truth.decisions.filter(({ undoes }) => undoes === act.undoes).length
    case 'decision': return decisionsOf(act, truth).length
  }
}

/** A verdict that was said twice is one decision, whoever said it first. */
function decisionsOf({ verdict, said }: Act, { decisions }: Truth) {
  const named = decisions.filter(({ id }) => id === said.decisionId)
  return named.length > 0 ? named : decisions.filter(({ itemId, version, action }) => itemId === verdict?.itemId && version === verdict.version && action === verdict.action)
}

function judgeAct(act: Act, truth: Truth): string[] {
  const times = timesDone(act, truth)
  const what = `${act.kind} ${act.canary || (act.verdict ? `${act.verdict.action} of ${act.about}` : act.undoes)}`
  if (times > 1) return [`${what} happened ${times} times`]
  if (act.outcome === 'acknowledged' && times === 0) return [`${what} was acknowledged with ${act.status}, and is not there`]
  if (act.outcome === 'refused' && times === 1 && !isRepeated(act)) return [`${what} was refused with ${act.status}, and is there`]
  return []
}

/** Who sends again what had been done is told so. */
function isRepeated({ kind, status }: Act): boolean {
  return kind !== 'reply' && (status === 409 || status === 422)
}

/** What stands beside each: the item in the queue of a text, and the record of each command. */
function judgeRecords({ comments, texts, items, decisions, recorded }: Truth): string[] {
  const commentOf = new Map(items.map(({ id, commentId }) => [id, commentId]))
  return comments.flatMap(({ id }) => {
    const count = (command: string) => recorded.filter((each) => each.command === command && each.about === id).length
    const written = texts.filter(({ commentId }) => commentId === id)
    const about = decisions.filter(({ itemId }) => commentOf.get(itemId) === id)
    const decided = about.filter(({ undoes }) => undoes === null).length
    const wrong: [string, number, number][] = [
      ['first texts', written.filter(({ reason }) => reason !== 'edited').length, 1],
      ['records of its sending', count('post-reply'), 1],
      ['records of changes', count('edit-comment'), written.filter(({ reason }) => reason === 'edited').length],
      // Who says the same as somebody before them is recorded too, and adds no decision.
      ['records of decisions', Math.min(count('decide'), decided), decided],
      ['records of what was taken back', count('undo-decision'), about.filter(({ undoes }) => undoes !== null).length],
    ]
    return [
      ...wrong.flatMap(([name, found, wanted]) => (found === wanted ? [] : [`comment ${id} has ${found} ${name} where there should be ${wanted}`])),
      ...([...commentOf.values()].includes(id) ? [] : [`comment ${id} waits nowhere`]),
    ]
  })
}

function judgeStrangers(acts: readonly Act[], { texts }: Truth): string[] {
  const sent = new Set(acts.map(({ canary }) => canary))
  return texts.filter(({ canary }) => !sent.has(canary)).map(({ commentId, canary }) => `comment ${commentId} has a text that nobody sent: ${canary || 'without a canary'}`)
}

const after: Record<string, string> = { approve: 'published', reject: 'rejected', hide: 'hidden' }

/** Where the last that anybody tried with a comment was decided, and said so, that is what it is. */
function judgeFates(acts: readonly Act[], truth: Truth): string[] {
  return truth.comments.flatMap(({ id, state }) => {
    // What was done without an answer is refused when it is sent again, and was tried all the same.
    const tried = acts.filter((act) => act.about === id && act.kind !== 'edit' && (act.outcome !== 'refused' || timesDone(act, truth) > 0))
    const settled = tried.length === 1 && tried[0]?.outcome === 'acknowledged' ? after[tried[0].verdict?.action ?? ''] : undefined
    return settled && settled !== state ? [`comment ${id} is ${state}, and it was acknowledged that it is ${settled}`] : []
  })
}
