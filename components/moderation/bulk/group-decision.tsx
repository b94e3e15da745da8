import { ReasonForm } from '#components/comments/reason-form.tsx'
import { sayOrder } from '#components/moderation/bulk/say-bulk.ts'
import { sayPeople } from '#components/moderation/bulk/say-people.ts'
import { AnsweringForm } from '#components/people/answering-form.tsx'
import { reasons } from '#lib/comments/reasons.ts'
import type { FormAction } from '#lib/form-state.ts'
import type { GroupReach, GroupView } from '#lib/moderation/bulk/read-group.ts'

type Props = { view: GroupView; action: 'approve' | 'reject'; here: string; start: FormAction }

/** The second step: what will happen, and to whom. What came after this page was made stays as it is. */
export function GroupDecision({ view: { group, reach, upTo }, action, here, start }: Props) {
  const hidden = { action, groupBy: group.by, groupIs: group.is, upTo: upTo.toISOString() }
  const button = `${sayOrder(action)} ${reach.taken.toLocaleString('en-GB')} ${reach.taken === 1 ? 'text' : 'texts'}`
  return (
    <section className="group-decision" aria-labelledby="group-decision">
      <h2 id="group-decision">{button}?</h2>
      <ul>
        <li>{sayWhat(action, reach)}</li>
        <li>
          By {sayWriters(reach)}, under {reach.posts === 1 ? 'one essay' : `${reach.posts.toLocaleString('en-GB')} essays`}.
        </li>
        {reach.count > reach.taken && <li>They are the oldest of {reach.count.toLocaleString('en-GB')}; the others wait for another round.</li>}
        {reach.beside > 0 && <li>{reach.beside === 1 ? 'One report or appeal' : `${reach.beside.toLocaleString('en-GB')} reports and appeals`} beside them stay.</li>}
        <li>What comes later still waits. Each text gets a decision of its own, and all can be taken back together.</li>
      </ul>
      {action === 'reject' ? (
        <ReasonForm
          action={start}
          hidden={hidden}
          legend="Why? Each writer reads the sentence."
          reasons={reasons}
          note={{ name: 'reasonNote', label: 'In your own words', help: 'Follows the sentence. Each writer reads this too.' }}
          button={button}
          pending="Writing it down …"
          here={`${here}?all=${action}`}
          cancel={here}
        />
      ) : (
        <>
          <AnsweringForm action={start} hidden={hidden} button={button} pending="Writing it down …" />
          <p>
            <a href={here}>Cancel</a>
          </p>
        </>
      )}
    </section>
  )
}

function sayWhat(action: 'approve' | 'reject', { taken }: GroupReach): string {
  const texts = taken === 1 ? 'One text' : `${taken.toLocaleString('en-GB')} texts`
  return action === 'approve' ? `${texts} will be public.` : `${texts} will not be public. Writers with an account are told, with the reason.`
}

function sayWriters({ writers, people }: GroupReach): string {
  const named = writers.map(({ name, count }) => (people === 1 ? name || 'somebody without a name' : `${name || 'somebody without a name'} (${count.toLocaleString('en-GB')})`))
  const others = people - writers.length
  return others > 0 ? `${sayPeople(people)}: ${named.join(', ')} and ${others.toLocaleString('en-GB')} more` : named.join(', ')
}
