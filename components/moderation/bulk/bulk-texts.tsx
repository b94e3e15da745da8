import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import { textsShown } from '#lib/moderation/bulk/read-bulk.ts'
import type { BulkText, BulkView } from '#lib/moderation/bulk/read-bulk.ts'

/** What was left out of a bulk, by why, and what was decided by it. */
export function BulkTexts({ bulk }: { bulk: Pick<BulkView, 'leftOut' | 'decided' | 'skipped' | 'done' | 'action'> }) {
  const { leftOut, decided, skipped, done, action } = bulk
  const reasons = Map.groupBy(leftOut, (text) => text.why)
  return (
    <>
      {skipped > 0 && (
        <section className="bulk-texts" aria-labelledby="left-out">
          <h2 id="left-out">{action === 'undo' ? 'Left as they are' : 'Left out'}</h2>
          {[...reasons].map(([why, texts]) => (
            <div key={why}>
              <h3>{why}</h3>
              <TextList texts={texts} />
            </div>
          ))}
          <Rest shown={leftOut.length} of={skipped} />
        </section>
      )}
      {done > 0 && (
        <details className="bulk-texts">
          <summary>{action === 'undo' ? 'What was taken back' : 'What was decided'}</summary>
          <TextList texts={decided} />
          <Rest shown={decided.length} of={done} />
        </details>
      )}
    </>
  )
}

function TextList({ texts }: { texts: BulkText[] }) {
  const known = texts.filter((text) => text.itemId !== null)
  if (known.length === 0) return <p className="meta">{texts.length === 1 ? 'One id that was sent.' : `${texts.length} ids that were sent.`}</p>
  return (
    <ul>
      {known.map((text) => (
        <li key={text.position}>
          <a href={deskAddress({ item: text.itemId ?? '' })}>{text.writer || 'Without a name'}</a> <span>{text.excerpt}</span>
        </li>
      ))}
    </ul>
  )
}

function Rest({ shown, of }: { shown: number; of: number }) {
  if (of <= shown || shown < textsShown) return null
  return (
    <p className="meta">
      And {(of - shown).toLocaleString('en-GB')} more, in the <a href="/moderation/log">log</a>.
    </p>
  )
}
