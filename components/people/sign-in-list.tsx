import { eventNames, sayWay } from '#components/people/say-event.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { ListedEvent } from '#lib/people/security/read-security-log.ts'

/** Who came into the own account of late, or tried to, newest first. */
export function SignInList({ events }: { events: Pick<ListedEvent, 'id' | 'at' | 'kind' | 'about' | 'network'>[] }) {
  return (
    <ul className="plain-lines">
      {events.map(({ id, at, kind, about, network }) => (
        <li key={id}>
          {eventNames[kind]}
          {kind === 'sign-in' && ` ${sayWay(about)}`}, <Moment at={at} precision="minute" />
          {network && <span className="meta">, from {network}</span>}
        </li>
      ))}
    </ul>
  )
}
