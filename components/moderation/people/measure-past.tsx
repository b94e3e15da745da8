import type { PersonActions } from '#components/moderation/people/person-acts.tsx'
import { PersonRejected } from '#components/moderation/people/person-rejected.tsx'
import { measureNames } from '#components/people/say-measure.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { PastMeasure } from '#lib/moderation/people/read-person-measures.ts'

/** What was once done about somebody and is over or was lifted. It stays. */
export function MeasurePast({ past, actions }: { past: PastMeasure[]; actions: PersonActions }) {
  return (
    <section aria-labelledby="before">
      <h2 id="before">Before</h2>
      <ul className="person-measures">
        {past.map((measure) => (
          <li key={measure.id}>
            <p>
              <strong>{measureNames[measure.kind]}</strong>, <Moment at={measure.at} precision="minute" /> by {measure.by ?? 'somebody without a name'}
            </p>
            <p className="person-reason">{measure.reason}</p>
            <Ending measure={measure} />
            <PersonRejected rejected={measure.rejected} undo={actions.undoBulk} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Ending({ measure: { lifted, until } }: { measure: PastMeasure }) {
  if (!lifted) return <p className="meta">Over since {until && <Moment at={until} precision="minute" />}</p>
  return (
    <p className="meta">
      Lifted by {lifted.by ?? 'somebody without a name'}, <Moment at={lifted.at} precision="minute" />: {lifted.reason}
    </p>
  )
}
