import { sayEndings, sayRecord } from '#components/moderation/people/say-record.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { PersonPage } from '#lib/moderation/people/read-person-page.ts'

/** What is known of somebody, set like a colophon. */
export function PersonFacts({ page: { person, record, reportsAbout, reportsBy, appeals } }: { page: PersonPage }) {
  return (
    <section aria-labelledby="record">
      <h2 id="record">Record</h2>
      <dl className="person-record">
        <div>
          <dt>Here since</dt>
          <dd>
            <Moment at={person.joinedAt} />, as {person.role}
          </dd>
        </div>
        <div>
          <dt>Address</dt>
          <dd>{person.emailVerified ? 'Verified' : 'Not verified'}</dd>
        </div>
        <div>
          <dt>Texts</dt>
          <dd>{sayRecord(record)}</dd>
        </div>
        <div>
          <dt>Reports about them</dt>
          <dd>
            {sayEndings(reportsAbout, reportEndings)}
            {reportsAbout.all > 0 && `, by ${reportsAbout.reporters === 1 ? 'one person' : `${reportsAbout.reporters} people`}`}
          </dd>
        </div>
        <div>
          <dt>Reports by them</dt>
          <dd>{sayEndings(reportsBy, reportEndings)}</dd>
        </div>
        <div>
          <dt>Appeals</dt>
          <dd>{sayEndings(appeals, appealEndings)}</dd>
        </div>
      </dl>
    </section>
  )
}

const reportEndings = { hide: 'taken down', dismiss: 'nothing wrong', waiting: 'waiting', closed: 'withdrawn before anybody decided' }
const appealEndings = { overturn: 'turned round', uphold: 'let stand', waiting: 'waiting', closed: 'closed' }
