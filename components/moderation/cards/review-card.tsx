import { CardFrame } from '#components/moderation/cards/card-frame.tsx'
import { CardLinks } from '#components/moderation/cards/card-links.tsx'
import type { CardPlace } from '#components/moderation/cards/card-places.ts'
import { Findings } from '#components/moderation/cards/findings.tsx'
import { ItemContext } from '#components/moderation/cards/item-context.tsx'
import { JudgedText } from '#components/moderation/cards/judged-text.tsx'
import { markMatches } from '#components/moderation/cards/mark-matches.ts'
import { StepLink } from '#components/moderation/cards/step-link.tsx'
import { DecisionForm } from '#components/moderation/decisions/decision-form.tsx'
import { capital, judgeItem } from '#components/moderation/decisions/judge-item.ts'
import type { DeskActions } from '#components/moderation/decisions/use-steady-action.ts'
import { sayDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { ItemCase } from '#components/moderation/kinds/item-case.tsx'
import { NameAlike } from '#components/moderation/kinds/name-alike.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'
import type { Precedent } from '#lib/moderation/decisions/read-precedents.ts'
import type { Neighbour } from '#lib/moderation/desk/read-contexts.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'

type Props = { item: QueueItem; facts: CaseFacts | null; neighbours: Neighbour[]; precedents: Precedent[] | null; place: CardPlace; actions: DeskActions; selected: boolean; now: Date }

/** One item to judge: the text as readers would see it, what was found in it, the verdicts, and what stands around it. */
export function ReviewCard({ item, facts, neighbours, precedents, place, actions, selected, now }: Props) {
  const judged = judgeItem(item, now)
  const title = capital(judged.label)
  const marked = markMatches(item.html, item.findings.flatMap((finding) => finding.matches))
  return (
    <CardFrame itemId={item.id} label={title} initiallySelected={selected} listed={false}>
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
            {place.previous && <StepLink to="previous" href={place.previous} />}
            {place.next && <StepLink to="next" href={place.next} />}
          </nav>
          <p className="meta">
            {item.parent && <>to {item.parent.name || 'somebody'} </>}
            {item.post && (
              <>
                under <a href={postPath(item.post.slug)}>{item.post.title}</a> ·{' '}
              </>
            )}
            {sayDuration(secondsSince(item.submittedAt, now))} ago,{' '}
            <Moment at={item.submittedAt} precision="minute" />
          </p>
        </header>
        {facts && <ItemCase item={item} facts={facts} answer={actions.answerCase} />}
        <JudgedText item={item} className="prose comment-text desk-text" html={marked.html} />
        <NameAlike item={item} />
        <Findings findings={item.findings} unseen={marked.unseen} addresses={marked.addresses} quiet={item.kind !== 'comment'} />
        <DecisionForm item={judged} place={place} actions={actions} />
        <CardLinks itemId={item.id} author={item.author} withContext={item.post !== null} />
      </div>
      <ItemContext item={item} neighbours={neighbours} precedents={precedents} now={now} />
    </CardFrame>
  )
}
