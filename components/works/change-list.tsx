import '#components/works/change-list.css'
import type { ReactNode } from 'react'
import { Source } from '#components/works/work-facts.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import { compareTexts } from '#lib/compare-texts.ts'
import type { SaidChange } from '#lib/works/facts/say-fact.ts'

/** Longer values are told apart by words; of short ones both are shown whole. */
const long = 80

type Props<Change extends SaidChange> = {
  changes: Change[]
  /** Nobody comes upon an ending who only wanted to look; who judges a change reads all of it. */
  foldEnds?: true
  /** What is said below a change. */
  beside?: (change: Change) => ReactNode
}

/** What becomes different in the facts of a work, fact by fact: what stood there, what shall, and where it is from. */
export function ChangeList<Change extends SaidChange>({ changes, foldEnds, beside }: Props<Change>) {
  return (
    <dl className="change-list">
      {changes.map((change) => (
        <div key={change.key}>
          <dt>{change.label}</dt>
          <dd data-passage={foldEnds ? undefined : change.now}>
            {foldEnds && change.tellsAll ? <Folded change={change} /> : <Words change={change} />}
            <From change={change} />
            {beside?.(change)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Folded({ change }: { change: SaidChange }) {
  return (
    <details data-spoiler="block">
      <summary>The whole story, with its end</summary>
      <Words change={change} />
    </details>
  )
}

function Words({ change: { was, now } }: { change: SaidChange }) {
  if (was === now) return <p>{now}</p>
  if (was && now && was.length + now.length > long) return <TextChanges parts={compareTexts(was, now)} />
  return (
    <p>
      {was && (
        <del>
          <span className="visually-hidden">{now ? 'Was: ' : 'Taken out: '}</span>
          {was}
        </del>
      )}{' '}
      {now && (
        <ins>
          <span className="visually-hidden">{was ? 'Now: ' : 'New: '}</span>
          {now}
        </ins>
      )}
    </p>
  )
}

/** Where a fact is from; where it was from, if it goes or if that alone is otherwise. */
function From({ change: { was, now, source, wasSource } }: { change: SaidChange }) {
  const said = now === '' ? wasSource : source
  if (!said) return null
  return (
    <p className="change-source">
      {now === '' ? 'It was from ' : 'From '}
      <Source source={said} />
      {was === now && wasSource && (
        <>
          , instead of <Source source={wasSource} />
        </>
      )}
    </p>
  )
}
