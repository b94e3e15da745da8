import '#components/writing/writing.css'
import { conversationPath } from '#lib/posts/writing/writing-paths.ts'
import type { WaitingEssay } from '#lib/moderation/own-posts/read-waiting-by-essay.ts'

/** How much waits under one's own essays, and under which. Nothing where nothing does. */
export function WaitingLines({ waiting }: { waiting: WaitingEssay[] }) {
  if (waiting.length === 0) return null
  const count = waiting.reduce((all, each) => all + each.count, 0)
  return (
    <section aria-labelledby="waiting-under" className="waiting-lines">
      <p id="waiting-under">{count === 1 ? 'One reply waits under your essays.' : `${count.toLocaleString('en-GB')} replies wait under your essays.`}</p>
      <ul role="list">
        {waiting.map(({ postId, title, count: here }) => (
          <li key={postId}>
            <a href={`${conversationPath(postId)}#waiting`}>{title || 'Without a title'}</a>, {here === 1 ? 'one' : here.toLocaleString('en-GB')}
          </li>
        ))}
      </ul>
    </section>
  )
}
