import { OwnText } from '#components/comments/own-text.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { OwnVersion, ToldDecision } from '#lib/moderation/cases/read-own-comment.ts'

type Props = {
  id: string
  versions: OwnVersion[]
}

/** The texts that a comment had, newest first, each with what was decided on it. Nothing while there is no story to tell. */
export function OwnHistory({ id, versions }: Props) {
  if (versions.length < 2 && (versions[0]?.decisions.length ?? 0) < 2) return null
  return (
    <section aria-labelledby="history">
      <h2 className="section-title" id="history">
        How it came to be so
      </h2>
      <ol className="own-lines" role="list">
        {versions.map((version, place) => (
          <li key={version.id}>
            <p className="meta">
              {sayVersion(version.reason)}, <Moment at={version.at} precision="minute" />
              {version.shown && '; this is what readers see'}
            </p>
            {version.decisions.map((decision) => (
              <Told key={decision.id} decision={decision} />
            ))}
            {place > 0 && (
              <details className="own-change">
                <summary>Read this text</summary>
                <OwnText html={version.html} passage={version.decisions.find(({ passage }) => passage)?.passage ?? ''} />
              </details>
            )}
          </li>
        ))}
      </ol>
      {readersCompare(versions) && (
        <p className="meta">
          <a href={`/c/${id}/history`}>What readers see of its changes</a>
        </p>
      )}
    </section>
  )
}

/** They see one of them now, and saw another before. */
function readersCompare(versions: OwnVersion[]): boolean {
  const once = versions.filter(({ decisions }) => decisions.some(({ action }) => action === 'approve'))
  return once.length > 1 && versions.some(({ shown }) => shown)
}

function Told({ decision: { action, at, reason } }: { decision: ToldDecision }) {
  return (
    <>
      <p className="own-standing">
        {sayDecision(action)} <Moment at={at} precision="minute" />
      </p>
      {reason && <blockquote className="comment-reason">{reason}</blockquote>}
    </>
  )
}

const versionNames: Record<string, string> = { submitted: 'Sent', resubmitted: 'Sent again', edited: 'Changed', imported: 'Brought here from another site' }

function sayVersion(reason: string): string {
  return versionNames[reason] ?? 'Saved'
}

const decisionNames: Record<string, string> = {
  approve: 'Approved.',
  return: 'A moderator asked for a change.',
  reject: 'Not published.',
  hide: 'Taken down.',
  restore: 'Put up again.',
  uphold: 'Read again by somebody else: the decision stands.',
  overturn: 'Read again by somebody else, and decided otherwise.',
}

function sayDecision(action: string): string {
  return decisionNames[action] ?? 'Decided.'
}
