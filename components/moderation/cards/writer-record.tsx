import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import { sayDuration, sayShortDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { measureNames } from '#components/people/say-measure.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'
import { mostCounted, mostWaitingCounted } from '#lib/moderation/people/read-person-record.ts'
import type { PersonRecord } from '#lib/moderation/people/read-person-record.ts'

type Author = QueueItem['author']

/** What is known of who wrote it: name, since when, how earlier texts were decided, what the team noted, what else waits. */
export function WriterRecord({ author, itemId, now }: { author: Author; itemId: string; now: Date }) {
  const { known } = author
  const name = author.name || 'Without a name'
  return (
    <section className="desk-aside">
      <h3>{author.handle ? <a href={`/moderation/people/${author.handle}`}>{name}</a> : name}</h3>
      <p>{known ? sayRecord(known) : 'Nothing is known of who wrote this.'}</p>
      <p>
        {author.joinedAt ? (
          <>
            Here for {sayDuration(secondsSince(author.joinedAt, now))}, since <Moment at={author.joinedAt} />.
          </>
        ) : (
          'Has no account here; the text was imported.'
        )}
        {author.handle && author.hasPage && (
          <>
            {' '}
            <a href={`/people/${author.handle}`}>Public page</a>
          </>
        )}
      </p>
      {known && known.measures.length > 0 && (
        <ul className="desk-measures">
          {known.measures.map((measure) => (
            <li key={measure.id}>
              <strong>{measureNames[measure.kind]}:</strong> {measure.reason}
            </li>
          ))}
        </ul>
      )}
      {known?.notes.newest.map((note) => (
        <blockquote key={note.id} className="desk-note">
          {note.text}
          <footer>
            {note.by ?? 'The team'}, {sayShortDuration(secondsSince(note.at, now))}
          </footer>
        </blockquote>
      ))}
      {known && <AlsoWaiting known={known} author={author} itemId={itemId} now={now} />}
    </section>
  )
}

/** What else of this person waits: before one decides about one text, one may want to see the others. */
function AlsoWaiting({ known, author, itemId, now }: { known: PersonRecord; author: Author; itemId: string; now: Date }) {
  const others = known.waiting.few.filter((each) => each.itemId !== itemId).slice(0, 4)
  if (others.length === 0) return null
  const all = deskAddress({ person: author.handle ?? `guest:${author.id}` })
  return (
    <>
      <p>
        <a href={all}>{known.waiting.count >= mostWaitingCounted ? `${mostWaitingCounted} or more` : known.waiting.count} wait in all</a>
      </p>
      <ul className="desk-also">
        {others.map((each) => (
          <li key={each.itemId}>
            <a href={deskAddress({ item: each.itemId })}>{each.excerpt || 'A text without words'}</a> <span>{sayShortDuration(secondsSince(each.submittedAt, now))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The same in one line, for a list: `16 approved, 2 rejected; held, 2 notes`. */
export function sayWriter(known: PersonRecord): string {
  const measures = known.measures.map(({ kind }) => measureNames[kind].toLowerCase())
  const notes = known.notes.count > 0 ? [known.notes.count === 1 ? '1 note' : `${known.notes.count} notes`] : []
  const more = [...measures, ...notes].join(', ')
  const record = sayRecord(known).replace(/\.$/, '')
  return more ? `${record}; ${more}` : record
}

function sayRecord({ approved, rejected, hidden, returned }: PersonRecord): string {
  const parts = [
    [approved, 'approved'],
    [rejected, 'rejected'],
    [hidden, 'taken down'],
    [returned, 'returned'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count >= mostCounted ? `${mostCounted.toLocaleString('en-GB')} or more` : count} ${what}`)
  return said.length > 0 ? `${said.join(', ')}.` : 'Nothing was decided yet.'
}
