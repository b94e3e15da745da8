import { Moment } from '#components/ui/moment.tsx'
import type { InvitationLine } from '#lib/posts/authors/read-invitation.ts'

/** What somebody is asked to write with others, on their desk; nothing where nobody asks. */
export function InvitationLines({ invitations }: { invitations: InvitationLine[] }) {
  if (invitations.length === 0) return null
  return (
    <section aria-label="You are asked">
      <h2 className="section-title">You are asked</h2>
      <ol className="own-lines" role="list">
        {invitations.map(({ postId, title, by, at }) => (
          <li key={postId}>
            <h3 className="line-title">
              <a href={`/account/invitations/${postId}`}>{title || 'Without a title'}</a>
            </h3>
            <p className="line-facts">
              <span>
                {by} asks you to write it together, since <Moment at={at} precision="minute" />
              </span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
