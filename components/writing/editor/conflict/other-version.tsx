import { useId, useMemo, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import { compareTexts } from '#lib/compare-texts.ts'
import { sameWords } from '../saving/essay-draft.ts'
import type { EssayWords } from '../saving/essay-draft.ts'
import { chosenWords, putTogether } from './put-together.ts'
import type { Together } from './put-together.ts'
import { PassageChoices } from './passage-choices.tsx'

/** Another text for the form, and where it comes from. */
export type Other = {
  /** One sentence: whose it is, and since when. */
  says: string
  /** What became of the text in the form. */
  safe: string
  words: EssayWords
  /** What both began from, if anybody knows. */
  base: EssayWords | null
  /** What the writer's own text is called on the button, and the other one. */
  keep: string
  take: string
  /** Where both stand on a page of their own. */
  page: string | null
}

type Props = {
  other: Other
  /** The form, as it was when the other text came. */
  mine: EssayWords
  /** Null for keeping what is in the form. `seen` is the form that the choice was made over. */
  choose: (words: EssayWords | null, seen: EssayWords) => void
}

/** Two texts for one essay. Both can be read whole, and nothing is lost by any choice. */
export function OtherVersion({ other, mine, choose }: Props) {
  const title = useId()
  const together = useMemo(() => putTogether(other.base, mine, other.words), [other, mine])
  const [choosing, setChoosing] = useState(false)
  return (
    <section className="other-version" aria-labelledby={title}>
      <h2 id={title}>There are two texts</h2>
      <p>
        {other.says} {other.safe}
      </p>
      <Differences mine={mine} theirs={other.words} />
      {choosing ? (
        <PassageChoices together={together} take={(choices) => choose(chosenWords(together, choices), mine)} leave={() => setChoosing(false)} />
      ) : (
        <div className="actions">
          <Button type="button" look="plain" onClick={() => choose(null, mine)}>
            {other.keep}
          </Button>
          <Button type="button" look="plain" onClick={() => choose(other.words, mine)}>
            {other.take}
          </Button>
          <Button type="button" look="plain" onClick={() => (isSettled(together) ? choose(chosenWords(together, []), mine) : setChoosing(true))}>
            Put both together
          </Button>
          {other.page && <a href={other.page} target="_blank">Both on one page</a>}
        </div>
      )}
    </section>
  )
}

function isSettled({ passages, lines }: Together): boolean {
  return lines.length === 0 && passages.every(({ kind }) => kind === 'agreed')
}

/** From the text in the form to the other one. */
function Differences({ mine, theirs }: { mine: EssayWords; theirs: EssayWords }) {
  const parts = useMemo(
    () => (['title', 'standfirst', 'source'] as const).filter((name) => mine[name] !== theirs[name]).map((name) => ({ name, diff: compareTexts(mine[name], theirs[name]) })),
    [mine, theirs],
  )
  if (sameWords(mine, theirs)) return <p>The words are the same.</p>
  return (
    <details className="other-differences" open>
      <summary>What the other text has otherwise</summary>
      <div className="other-scroll" tabIndex={0} role="group" aria-label="Differences">
        {parts.map(({ name, diff }) => (
          <div key={name}>
            {name !== 'source' && <p className="field-help">{name === 'title' ? 'Title' : 'Standfirst'}</p>}
            <TextChanges parts={diff} />
          </div>
        ))}
      </div>
    </details>
  )
}
