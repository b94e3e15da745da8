import { useId, useMemo, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import { compareLongTexts } from '#lib/compare-long-texts.ts'
import type { EssayDraft } from '../saving/essay-draft.ts'
import { chosenDraft, differingParts, putTogether } from './put-together.ts'
import type { Together } from './put-together.ts'
import { PassageChoices } from './passage-choices.tsx'

/** Another text for the form, and where it comes from. */
export type Other = {
  /** One sentence: whose it is, and since when. */
  says: string
  /** What became of the text in the form. */
  safe: string
  draft: EssayDraft
  /** What both began from, if anybody knows. */
  base: EssayDraft | null
  /** What the writer's own text is called on the button, and the other one. */
  keep: string
  take: string
  /** Where both stand on a page of their own. */
  page: string | null
}

type Props = {
  other: Other
  /** The form, as it was when the other text came. */
  mine: EssayDraft
  /** Null for keeping what is in the form. `seen` is the form that the choice was made over. */
  choose: (draft: EssayDraft | null, seen: EssayDraft) => void
}

/** Two texts for one essay. Both can be read whole, and nothing is lost by any choice. */
export function OtherVersion({ other, mine, choose }: Props) {
  const title = useId()
  const together = useMemo(() => putTogether(other.base, mine, other.draft), [other, mine])
  const [choosing, setChoosing] = useState(false)
  return (
    <section className="other-version" aria-labelledby={title}>
      <h2 id={title}>There are two texts</h2>
      <p>
        {other.says} {other.safe}
      </p>
      <Differences mine={mine} theirs={other.draft} />
      {choosing ? (
        <PassageChoices together={together} take={(choices) => choose(chosenDraft(together, choices), mine)} leave={() => setChoosing(false)} />
      ) : (
        <div className="actions">
          <Button type="button" look="plain" onClick={() => choose(null, mine)}>
            {other.keep}
          </Button>
          <Button type="button" look="plain" onClick={() => choose(other.draft, mine)}>
            {other.take}
          </Button>
          <Button type="button" look="plain" onClick={() => (isSettled(together) ? choose(chosenDraft(together, []), mine) : setChoosing(true))}>
            Put both together
          </Button>
          {other.page && <a href={other.page} target="_blank">Both on one page</a>}
        </div>
      )}
    </section>
  )
}

function isSettled({ passages, apart }: Together): boolean {
  return apart.length === 0 && passages.every(({ kind }) => kind === 'agreed')
}

/** From the text in the form to the other one. */
function Differences({ mine, theirs }: { mine: EssayDraft; theirs: EssayDraft }) {
  const parts = useMemo(() => differingParts(mine, theirs).map((part) => ({ ...part, diff: compareLongTexts(part.mine, part.theirs) })), [mine, theirs])
  if (parts.length === 0) return <p>They say the same.</p>
  return (
    <details className="other-differences" open>
      <summary>What the other text has otherwise</summary>
      <div className="other-scroll" tabIndex={0} role="group" aria-label="Differences">
        {parts.map(({ label, diff }) => (
          <div key={label}>
            {label && <p className="field-help">{label}</p>}
            <TextChanges parts={diff} />
          </div>
        ))}
      </div>
    </details>
  )
}
