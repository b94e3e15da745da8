import '#components/works/works.css'
import { Source } from '#components/works/work-facts.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import { compareTexts } from '#lib/compare-texts.ts'
import type { SaidChange } from '#lib/works/facts/say-fact.ts'

/** What becomes different in the facts of a work: what was taken out, what was put in, and where it is from. */
export function ChangeList({ changes }: { changes: SaidChange[] }) {
  return (
    <dl className="change-list">
      {changes.map((change) => (
        <div key={change.key}>
          <dt>{change.label}</dt>
          <dd>
            <Words change={change} />
            <From change={change} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What stands where nothing stood needs no marks. Nobody comes upon an ending in a list of changes. */
function Words({ change: { was, now, tellsAll } }: { change: SaidChange }) {
  const words = was === '' || was === now ? <p className="change-words">{now}</p> : <TextChanges parts={compareTexts(was, now)} />
  if (!tellsAll) return words
  return (
    <details>
      <summary>The whole story, with its end</summary>
      {words}
    </details>
  )
}

/** A source that is new is said; what goes keeps saying where it was from. */
function From({ change: { now, source, wasSource } }: { change: SaidChange }) {
  const said = now === '' ? wasSource : source
  if (!said) return null
  return (
    <p className="change-source">
      {now === '' ? 'It was from ' : 'From '}
      <Source source={said} />
    </p>
  )
}
