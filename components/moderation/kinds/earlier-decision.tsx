import { sayWhoDecided } from '#components/moderation/decisions/say-verdict.ts'
import { PersonLink } from '#components/moderation/kinds/person-link.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { EarlierDecision } from '#lib/moderation/cases/read-case.ts'

/** What was asked of the writer before. */
export function EarlierNote({ decision: { by, at, reason, passage } }: { decision: EarlierDecision }) {
  return (
    <div className="earlier">
      <p className="meta">
        Returned by <PersonLink person={by} />, <Moment at={at} precision="minute" />
      </p>
      {passage && (
        <p>
          About <q className="passage">{passage}</q>
        </p>
      )}
      {reason && <blockquote>{reason}</blockquote>}
    </div>
  )
}

/** The decision that is to be read again: who made it, when, and why. */
export function DoubtedDecision({ decision: { action, by, at, reason } }: { decision: EarlierDecision }) {
  return (
    <div className="earlier">
      <p>
        {sayWhoDecided(by.name, action)}, <Moment at={at} precision="minute" />.
      </p>
      {reason ? <blockquote>{reason}</blockquote> : <p className="meta">No reason was given.</p>}
    </div>
  )
}
