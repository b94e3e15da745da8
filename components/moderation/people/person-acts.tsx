import { LiftForm } from '#components/moderation/people/lift-form.tsx'
import { MeasureForm } from '#components/moderation/people/measure-form.tsx'
import { MeasurePast } from '#components/moderation/people/measure-past.tsx'
import { PersonNoteForm } from '#components/moderation/people/person-note-form.tsx'
import { PersonRejected } from '#components/moderation/people/person-rejected.tsx'
import { sayCount } from '#components/moderation/people/say-record.ts'
import { measureNames, sayPace } from '#components/people/say-measure.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { PastMeasure } from '#lib/moderation/people/read-person-measures.ts'
import type { PersonPage } from '#lib/moderation/people/read-person-page.ts'
import { mostWaitingCounted } from '#lib/moderation/people/read-person-record.ts'

/** What the forms of the page do. */
export type PersonActions = { take: FormAction; note: FormAction; lift: FormAction; undoBulk: FormAction }

/** What holds for somebody, what the team wrote down, and what it can do. */
export function PersonActs({ page: { person, rejectable, measures }, actions }: { page: PersonPage; actions: PersonActions }) {
  const inForce = measures.filter(({ kind, stands }) => stands && kind !== 'note')
  const notes = measures.filter(({ kind, stands }) => stands && kind === 'note')
  const past = measures.filter(({ stands }) => !stands)
  return (
    <>
      <section aria-labelledby="in-force">
        <h2 id="in-force">In force</h2>
        {inForce.length === 0 && <p>Nothing. They may write, and what they send is screened like everybody’s.</p>}
        {inForce.length > 0 && (
          <ul className="person-measures">
            {inForce.map((measure) => (
              <Standing key={measure.id} measure={measure} actions={actions} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="notes">
        <h2 id="notes">Notes of the team</h2>
        {notes.length > 0 && (
          <ul className="person-measures">
            {notes.map(({ id, reason, at, by }) => (
              <li key={id}>
                <p className="person-reason">{reason}</p>
                <p className="meta">
                  {by ?? 'Without a name'}, <Moment at={at} precision="minute" />
                </p>
                <LiftForm action={actions.lift} measureId={id} verb={lifting.note} />
              </li>
            ))}
          </ul>
        )}
        <PersonNoteForm action={actions.note} handle={person.handle} />
      </section>
      <section aria-labelledby="act">
        <h2 id="act">Take a measure</h2>
        <MeasureForm action={actions.take} handle={person.handle} name={person.name} waiting={sayRejectable(rejectable)} />
      </section>
      {past.length > 0 && <MeasurePast past={past} actions={actions} />}
    </>
  )
}

function Standing({ measure, actions }: { measure: PastMeasure; actions: PersonActions }) {
  const { id, kind, reason, at, by, until, everySeconds } = measure
  return (
    <li>
      <p>
        <strong>{measureNames[kind]}</strong>
        {everySeconds !== null && `, one text ${sayPace(everySeconds)}`}
        {until ? <>, until <Moment at={until} precision="minute" /></> : ', without end'}
      </p>
      <p className="person-reason">{reason}</p>
      <p className="meta">
        {by ?? 'Without a name'}, <Moment at={at} precision="minute" />
      </p>
      <PersonRejected rejected={measure.rejected} undo={actions.undoBulk} />
      <LiftForm action={actions.lift} measureId={id} verb={lifting[kind]} />
    </li>
  )
}

const lifting: Record<PastMeasure['kind'], string> = {
  note: 'Take this note back', held: 'Hold no longer', slow: 'Lift the pace', suspended: 'Lift the suspension', banned: 'Lift the ban',
}

function sayRejectable(count: number): string {
  if (count === 0) return 'Nothing waits now.'
  return count === 1 ? 'One text waits.' : `${sayCount(count, mostWaitingCounted)} texts wait.`
}
