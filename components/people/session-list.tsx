import { Moment } from '#components/ui/moment.tsx'

type Props = { sessions: { createdAt: Date; expiresAt: Date; here: boolean }[] }

/** Where somebody is signed in, newest first. */
export function SessionList({ sessions }: Props) {
  return (
    <ul className="plain-lines">
      {sessions.map(({ createdAt, expiresAt, here }) => (
        <li key={createdAt.getTime()}>
          Since <Moment at={createdAt} precision="minute" />, until <Moment at={expiresAt} />
          {here && ', in this browser'}
        </li>
      ))}
    </ul>
  )
}
