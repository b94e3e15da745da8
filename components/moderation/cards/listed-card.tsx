import { manyVerdicts } from '#components/moderation/bulk/many-verdicts.ts'
import { SelectBox } from '#components/moderation/bulk/select-box.tsx'
import { CardFrame } from '#components/moderation/cards/card-frame.tsx'
import { CardLinks } from '#components/moderation/cards/card-links.tsx'
import type { CardPlace } from '#components/moderation/cards/card-places.ts'
import { clipHtml } from '#components/moderation/cards/clip-html.ts'
import { Findings } from '#components/moderation/cards/findings.tsx'
import { JudgedText } from '#components/moderation/cards/judged-text.tsx'
import { markMatches } from '#components/moderation/cards/mark-matches.ts'
import { sayWriter } from '#components/moderation/cards/writer-record.tsx'
import { DecisionForm } from '#components/moderation/decisions/decision-form.tsx'
import { capital, judgeItem } from '#components/moderation/decisions/judge-item.ts'
import type { DeskActions } from '#components/moderation/decisions/use-steady-action.ts'
import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import { sayShortDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { ItemCase } from '#components/moderation/kinds/item-case.tsx'
import { NameAlike } from '#components/moderation/kinds/name-alike.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'

/** Characters of a text in a list; longer ones are read on a card of their own. */
const textShown = 3_000

type Props = { item: QueueItem; facts: CaseFacts | null; place: CardPlace; actions: DeskActions; selected: boolean; now: Date }

/** One item in a list of many: who, the text, why it waits in one line, and the verdicts. */
export function ListedCard({ item, facts, place, actions, selected, now }: Props) {
  const judged = judgeItem(item, now)
  const title = capital(judged.label)
  const marked = markMatches(clipHtml(item.html, textShown), item.findings.flatMap((finding) => finding.matches))
  return (
    <CardFrame itemId={item.id} label={title} initiallySelected={selected} listed>
      <div className="desk-listed">
        <header className="desk-listed-head">
          {item.state === 'waiting' && <SelectBox itemId={item.id} version={item.version} verdicts={manyVerdicts(item.actions)} label={judged.label} />}
          <div>
            <h2>{title}</h2>
            <p className="meta">
              {item.parent && <>to {item.parent.name || 'somebody'} </>}
              {item.post && (
                <>
                  under <a href={postPath(item.post.slug)}>{item.post.title}</a> ·{' '}
                </>
              )}
              <time dateTime={item.submittedAt.toISOString()}>{sayShortDuration(secondsSince(item.submittedAt, now))}</time>
              {item.author.known && <> · {sayWriter(item.author.known)}</>}
            </p>
          </div>
        </header>
        {facts && <ItemCase item={item} facts={facts} answer={actions.answerCase} />}
        <JudgedText item={item} className="prose comment-text desk-listed-text" html={marked.html} />
        <NameAlike item={item} />
        {item.proposal === null && item.text.length > textShown && <a href={deskAddress({ item: item.id, mode: 'one' })}>Read the whole text</a>}
        <Findings findings={item.findings} unseen={marked.unseen} addresses={marked.addresses} quiet />
        <DecisionForm item={judged} place={place} actions={actions} />
        <CardLinks itemId={item.id} author={item.author} withContext={false} />
      </div>
    </CardFrame>
  )
}
