import { randomUUID } from 'node:crypto'
import type { JudgedItem } from '#components/moderation/decisions/judged-item.ts'
import { sayItem } from '#components/moderation/decisions/say-verdict.ts'
import { sayDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'

/** What the forms of a card are given of its item. */
export function judgeItem(item: QueueItem, now: Date): JudgedItem {
  const { decision } = item
  return {
    id: item.id,
    kind: item.kind,
    version: item.version,
    revision: item.subject.revision,
    state: item.subject.state,
    waits: item.state === 'waiting',
    label: sayItem({ name: item.author.name, isReply: item.parent !== null, kind: item.kind }),
    writer: item.author.name,
    actions: item.actions,
    actionsAfterUndo: item.actionsAfterUndo,
    decision: decision && {
      id: decision.id,
      action: decision.action,
      by: decision.by,
      own: decision.own,
      ago: `${sayDuration(secondsSince(decision.at, now))} ago`,
      canUndo: decision.canUndo,
    },
    answerKey: randomUUID(),
  }
}

/** A label as a heading. */
export function capital(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1)
}
