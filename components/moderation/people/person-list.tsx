import { sayCount, sayRecord } from '#components/moderation/people/say-record.ts'
import { measureNames } from '#components/people/say-measure.ts'
import { Moment } from '#components/ui/moment.tsx'
import { mostWaitingCounted } from '#lib/moderation/people/read-person-record.ts'
import type { PersonRecord } from '#lib/moderation/people/read-person-record.ts'

/** People with the little that tells them apart for a moderator. */
export function PersonList({ people }: { people: PersonRecord[] }) {
  return (
    <ul className="person-list" role="list">
      {people.map((person) => (
        <li key={person.id}>
          <span>
            <a href={`/moderation/people/${person.handle}`}>{person.name}</a> <span className="meta">@{person.handle}</span>
          </span>
          <span className="meta">
            {person.measures.length > 0 && <strong>{person.measures.map(({ kind }) => measureNames[kind]).join(', ')}. </strong>}
            {sayAll(person)}
          </span>
          {person.joinedAt && (
            <span className="meta">
              since <Moment at={person.joinedAt} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function sayAll(person: PersonRecord): string {
  const { waiting, notes } = person
  const parts = [
    sayRecord(person),
    waiting.count > 0 ? `${sayCount(waiting.count, mostWaitingCounted)} waiting` : '',
    notes.count > 0 ? (notes.count === 1 ? '1 note' : `${notes.count} notes`) : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
