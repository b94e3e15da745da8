import { Moment } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'

type Props = { suspension: { since: Date; until: Date | null; reason: string } }

/** Why somebody can read but not write, and until when. */
export function SuspensionNotice({ suspension: { since, until, reason } }: Props) {
  return (
    <Notice kind="refused" title="Your account is suspended">
      <p>
        You can read but not write, since <Moment at={since} />
        {until ? <> until <Moment at={until} precision="minute" /> UTC.</> : ', until a moderator gives it back.'}
      </p>
      {reason && <p>The reason: {reason}</p>}
    </Notice>
  )
}
