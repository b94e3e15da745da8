import { CardFrame } from '#components/moderation/card-frame.tsx'
import { DecisionForm } from '#components/moderation/decision-form.tsx'
import type { Onward } from '#components/moderation/decision-form.tsx'
import { Findings } from '#components/moderation/findings.tsx'
import { ItemContext } from '#components/moderation/item-context.tsx'
import type { JudgedItem } from '#components/moderation/judged-item.ts'
import { markMatches } from '#components/moderation/mark-matches.ts'
import { sayDuration, secondsSince } from '#components/moderation/say-duration.ts'
import { sayItem } from '#components/moderation/say-verdict.ts'
import { StepLink } from '#components/moderation/step-link.tsx'
import type { DeskActions } from '#components/moderation/use-steady-action.ts'
import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { Neighbour } from '#lib/moderation/read-context.ts'
import type { QueueItem } from '#lib/moderation/read-queue.ts'

/** Where a card stands among the others of its page. */
export type CardPlace = { number: number; count: number; previous: string | null; next: string | null; onward: Onward }

type Props = { item: QueueItem; neighbours: Neighbour[]; place: CardPlace; actions: DeskActions; selected: boolean; now: Date }

/** One item to judge: the text as readers would see it, what was found in it, the verdicts, and what stands around it. */
export function ReviewCard({ item, neighbours, place, actions, selected, now }: Props) {
  const judged = judgedItem(item, now)
  const title = judged.label.charAt(0).toUpperCase() + judged.label.slice(1)
  const marked = markMatches(item.html, item.findings.flatMap((finding) => finding.matches))
  return (
    <CardFrame itemId={item.id} label={title} initiallySelected={selected}>
      <div className="desk-card">
        <header className="desk-card-head">
          <a className="desk-to-list" href="#queue">
            To the list
          </a>
          <h2>{title}</h2>
          <nav className="desk-steps" aria-label="Cards">
            {place.number > 0 && (
              <span className="meta">
                {place.number} of {place.count}
              </span>
            )}
            {place.previous && <StepLink step={-1} href={place.previous} />}
            {place.next && <StepLink step={1} href={place.next} />}
          </nav>
          <p className="meta">
            {item.parent && <>to {item.parent.name || 'somebody'} </>}
            under <a href={postPath(item.post.slug)}>{item.post.title}</a> · {sayDuration(secondsSince(item.submittedAt, now))} ago,{' '}
            <Moment at={item.submittedAt} precision="minute" />
          </p>
        </header>
        <StoredHtml className="prose comment-text desk-text" html={marked.html} />
        <Findings findings={item.findings} unseen={marked.unseen} addresses={marked.addresses} />
        <DecisionForm item={judged} onward={place.onward} actions={actions} />
      </div>
      <ItemContext item={item} neighbours={neighbours} />
    </CardFrame>
  )
}

function judgedItem(item: QueueItem, now: Date): JudgedItem {
  const { decision } = item
  return {
    id: item.id,
    version: item.version,
    revision: item.subject.revision,
    state: item.subject.state,
    label: sayItem({ name: item.author.name, isReply: item.parent !== null }),
    writer: item.author.name,
    actions: item.actions,
    decision: decision && {
      id: decision.id,
      action: decision.action,
      by: decision.by,
      ago: `${sayDuration(secondsSince(decision.at, now))} ago`,
      canUndo: decision.canUndo,
    },
  }
}
