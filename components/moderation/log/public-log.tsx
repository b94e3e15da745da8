import { Moment } from '#components/ui/moment.tsx'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import type { PublicDecision } from '#lib/moderation/log/read-public-log.ts'
import { postPath } from '#lib/posts/post-path.ts'

const said: Record<string, string> = {
  approve: 'Published',
  return: 'Returned to its writer for edits',
  reject: 'Not published',
  hide: 'Taken down',
  restore: 'Public again',
  dismiss: 'Reported, and nothing found wrong',
  uphold: 'Read again by somebody else: it stays as it was decided',
  overturn: 'Read again by somebody else: decided the other way',
}

/** What was decided about replies, for everybody: when, what, why in a word, under which essay. */
export function PublicLogEntries({ entries }: { entries: PublicDecision[] }) {
  if (entries.length === 0) return <p>Nothing was decided yet.</p>
  return (
    <ol className="public-log">
      {entries.map(({ id, at, action, reason, post, by, bySite, undone }) => (
        <li key={id}>
          <p>
            {undone ? <del>{said[action] ?? 'Decided'}</del> : said[action] ?? 'Decided'}
            {undone && <i>, taken back</i>}
            {reason && <span className="public-log-reason">: {reason.charAt(0).toLowerCase() + reason.slice(1)}</span>}
          </p>
          <p className="meta">
            <Moment at={at} precision="minute" />, by {bySite ? theSite : by ?? 'a moderator'}, under <a href={postPath(post.slug)}>{post.title}</a>
          </p>
        </li>
      ))}
    </ol>
  )
}
