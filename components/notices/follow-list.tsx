import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { FollowLine } from '#lib/notices/read-following.ts'
import type { Muted } from '#lib/people/read-muted.ts'

/** What somebody follows or wants nothing of, each with its way out. */
export function FollowList({ lines, action }: { lines: FollowLine[]; action: FormAction }) {
  if (lines.length === 0) return <p>Nothing yet. Conversations, branches of them and authors that you follow stand here.</p>
  return (
    <ul className="plain-lines follow-lines">
      {lines.map((line) => (
        <li key={line.id}>
          <p>
            {sayLine(line)} {line.href ? <a href={line.href}>{line.title}</a> : 'something that is not public any more'}
          </p>
          {line.excerpt && (
            <p className="own-quote">
              {line.by}: {line.excerpt}
            </p>
          )}
          <PressForm action={action} fields={{ ...keyOf(line), wanted: 'forget' }} of={`${line.by ? `${line.by} under ` : ''}${line.title || 'what is not public any more'}`} look="text" pending="One moment …">
            {line.wanted ? 'Stop following' : 'Hear of it again'}
          </PressForm>
        </li>
      ))}
    </ul>
  )
}

/** The way on to what was followed earlier, and back to the newest. */
export function FollowPages({ after, next }: { after: string; next: string | null }) {
  if (!after && !next) return null
  return (
    <p className="meta">
      {after && <a href="/account/notices#followed">The newest</a>} {next && <a href={`/account/notices?after=${next}#followed`}>Older ones</a>}
    </p>
  )
}

function sayLine({ kind, wanted }: FollowLine): string {
  if (kind === 'author') return 'The essays of'
  const what = kind === 'thread' ? 'The conversation under' : 'A branch under'
  return wanted ? what : `Nothing of ${what.toLowerCase()}`
}

function keyOf({ kind, id }: FollowLine): Record<string, string> {
  return { [{ thread: 'postId', branch: 'commentId', author: 'authorId' }[kind]]: id }
}

/** Whom somebody mutes. */
export function MuteList({ muted, action }: { muted: Muted[]; action: FormAction }) {
  if (muted.length === 0) return <p>Nobody. Whom you mute on their page, or beside something they said, stands here, and is not told.</p>
  return (
    <ul className="plain-lines follow-lines">
      {muted.map(({ handle, name }) => (
        <li key={handle}>
          <p>
            {name} <span className="meta">@{handle}</span>
          </p>
          <PressForm action={action} fields={{ handle, muted: 'no' }} of={name} look="text" pending="One moment …">
            Read again
          </PressForm>
        </li>
      ))}
    </ul>
  )
}
