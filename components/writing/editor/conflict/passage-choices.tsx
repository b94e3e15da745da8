import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import { compareTexts } from '#lib/compare-texts.ts'
import type { MergeChoice } from '#lib/merge-texts.ts'
import { offersOf } from './put-together.ts'
import type { Choices, Together } from './put-together.ts'

type Props = { together: Together; take: (choices: Choices) => void; leave: () => void }

const words: Record<MergeChoice, string> = { both: 'Both, mine first', mine: 'Mine', theirs: 'The other' }

/** What both texts changed, place by place. Until something is chosen both stay. */
export function PassageChoices({ together: { apart: parts, passages }, take, leave }: Props) {
  const apart = [
    ...parts.map((part) => ({ label: part.label, mine: part.mine, theirs: part.theirs, offers: offersOf(part) })),
    ...passages.flatMap((part) => (part.kind === 'apart' ? [part] : [])).map(({ mine, theirs }, place) => ({
      label: `Passage ${place + 1}`, mine, theirs, offers: ['both', 'mine', 'theirs'] as MergeChoice[],
    })),
  ]
  const [choices, setChoices] = useState<Choices>(() => apart.map(({ offers }) => offers[0] ?? 'both'))
  const set = (place: number, choice: MergeChoice) => setChoices(choices.map((before, at) => (at === place ? choice : before)))
  return (
    <div className="passage-choices">
      <p>What only one of them changed is put together already. These places were changed in both:</p>
      <ol>
        {apart.map(({ label, mine, theirs, offers }, place) => (
          <li key={label}>
            <Passage label={label} mine={mine} theirs={theirs} offers={offers} chosen={choices[place] ?? 'both'} choose={(choice) => set(place, choice)} />
          </li>
        ))}
      </ol>
      <div className="actions">
        <Button type="button" onClick={() => take(choices)}>
          Use this text
        </Button>
        <Button type="button" look="text" onClick={leave}>
          Back
        </Button>
      </div>
    </div>
  )
}

type PassageProps = { label: string; mine: string; theirs: string; offers: MergeChoice[]; chosen: MergeChoice; choose: (choice: MergeChoice) => void }

function Passage({ label, mine, theirs, offers, chosen, choose }: PassageProps) {
  const name = useId()
  return (
    <fieldset className="passage">
      <legend>{label}</legend>
      <TextChanges parts={compareTexts(mine, theirs)} />
      <div className="passage-offers">
        {offers.map((offer) => (
          <label key={offer} className="passage-offer">
            <input type="radio" name={name} checked={chosen === offer} onChange={() => choose(offer)} /> {words[offer]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
