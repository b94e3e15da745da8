import { sayDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { WaitingCount } from '#components/moderation/desk/waiting-count.tsx'

type Props = { waiting: number; most: number; medianWaitSeconds: number | null; oldest: Date | null; now: Date }

/** The numbers that matter, in one line. */
export function DeskNumbers({ waiting, most, medianWaitSeconds, oldest, now }: Props) {
  return (
    <p className="meta desk-numbers">
      <span>
        <WaitingCount waiting={waiting} most={most} /> waiting
      </span>
      <span>{medianWaitSeconds === null ? 'no usual wait yet' : `usual wait ${sayDuration(medianWaitSeconds)}`}</span>
      {oldest && <span>oldest {sayDuration(secondsSince(oldest, now))}</span>}
    </p>
  )
}
