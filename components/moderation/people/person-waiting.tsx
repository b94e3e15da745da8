import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import { sayCount } from '#components/moderation/people/say-record.ts'
import { Moment } from '#components/ui/moment.tsx'
import { mostWaitingCounted } from '#lib/moderation/people/read-person-record.ts'
import type { PersonRecord } from '#lib/moderation/people/read-person-record.ts'

type Props = { person: { id: string; handle: string; name: string }; waiting: PersonRecord['waiting'] }

/** What waits from somebody, the oldest first, and the way to decide all of it. */
export function PersonWaiting({ person, waiting: { count, few } }: Props) {
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{count > 0 ? `Waiting: ${sayCount(count, mostWaitingCounted)}` : 'Waiting'}</h2>
      {count === 0 ? (
        <p>Nothing of theirs waits.</p>
      ) : (
        <>
          <ol className="person-lines">
            {few.map(({ itemId, kind, excerpt, submittedAt }) => (
              <li key={itemId}>
                <a href={deskAddress({ item: itemId })}>{excerpt || 'A text without words'}</a>
                <span className="meta">
                  {kinds[kind] ?? ''}
                  <Moment at={submittedAt} precision="minute" />
                </span>
              </li>
            ))}
          </ol>
          <p className="person-onward">
            <a href={deskAddress({ person: person.handle })}>All of it in the queue</a>
            <a href={`/moderation/groups/person/${person.handle}`}>Decide all of it at once</a>
          </p>
        </>
      )}
    </section>
  )
}

const kinds: Partial<Record<string, string>> = { comment_edit: 'An edit, ', report: 'A report about this, ', appeal: 'An appeal, ', second_look: 'A second look, ' }
