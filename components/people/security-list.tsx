import { eventNames, sayWay } from '#components/people/say-event.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { ListedEvent } from '#lib/people/security/read-security-log.ts'

/** What happened, newest first. */
export function SecurityList({ events, filtered }: { events: ListedEvent[]; filtered: boolean }) {
  if (events.length === 0) return <p className="empty">{filtered ? 'Nothing like this happened in the last year.' : 'Nothing yet. Whoever signs in will stand here.'}</p>
  return (
    <ul className="plain-lines">
      {events.map((event) => (
        <li key={event.id}>
          <EventLine event={event} />
        </li>
      ))}
    </ul>
  )
}

function EventLine({ event: { at, kind, about, handle, byHandle, network, request } }: { event: ListedEvent }) {
  return (
    <>
      {eventNames[kind]}
      {kind === 'decision' ? <>: <a href={`/moderation/log/${about}`}>number {about}</a></> : about !== '' && kind !== 'failed-sign-in' && `${kind === 'sign-in' ? ' ' : ': '}${sayWay(about)}`}{' '}
      <span className="meta">
        {handle && <Person handle={handle} />}
        {(byHandle === null || byHandle !== handle) && (byHandle ? <>{handle && ', '}by <Person handle={byHandle} /></> : kind !== 'failed-sign-in' && `${handle ? ', ' : ''}at the command line`)}
        {kind === 'failed-sign-in' && !handle && 'for nobody’s account'}, <Moment at={at} precision="minute" />
        {network && `, ${network}`}
        {request && `, request ${request}`}
      </span>
    </>
  )
}

function Person({ handle }: { handle: string }) {
  return <a href={`/admin/security?person=${encodeURIComponent(handle)}`}>@{handle}</a>
}
