import '#components/comments/own-texts.css'
import '#components/writing/writing.css'
import { sayWaiting } from '#components/comments/say-standing.ts'
import { Moment } from '#components/ui/moment.tsx'
import { notWaiting } from '#lib/comments/read-waiting.ts'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import { postPath, protectedPath } from '#lib/posts/post-path.ts'
import type { OwnPost, OwnPosts, OwnWish, Shelf } from '#lib/posts/writing/read-own-posts.ts'
import { deletingPath, historyPath, writingPath } from '#lib/posts/writing/writing-paths.ts'

const names: Record<Shelf, string> = { draft: 'Drafts', scheduled: 'Scheduled', published: 'Published', unlisted: 'Published, in no list', archived: 'Put away' }

/** The heading of a shelf. */
export function sayShelf(shelf: Shelf): string {
  return names[shelf]
}

/** The posts of one shelf; nothing where it is empty. @param wish what is looked for, so that the next page holds the same */
export function OwnShelf({ shelf, list: { posts, more }, alone, wish }: { shelf: Shelf; list: OwnPosts; alone: boolean; wish: OwnWish }) {
  if (posts.length === 0) return null
  return (
    <section aria-label={names[shelf]} className="own-shelf">
      {!alone && <h2 className="list-label">{names[shelf]}</h2>}
      <ol className="own-lines" role="list">
        {posts.map((post) => (
          <li key={post.id}>
            <OwnLine post={post} level={alone ? 'h2' : 'h3'} />
          </li>
        ))}
      </ol>
      {more && (
        <p className="meta">
          <a href={`/write?${new URLSearchParams({ shelf, ...wish, after: more })}`}>{wish.order === 'oldest' ? 'Newer ones' : 'Older ones'}</a>
        </p>
      )}
    </section>
  )
}

/** What was sent to be published and is not decided, above the drafts; while it waits it is not deleted. Nothing where nothing was. */
export function SentShelf({ posts, sent }: { posts: OwnPost[]; sent: Map<string, Waiting> }) {
  if (posts.length === 0) return null
  return (
    <section aria-label="Sent, being read" className="own-shelf">
      <h2 className="list-label">Sent, being read</h2>
      <ol className="own-lines" role="list">
        {posts.map((post) => (
          <li key={post.id}>
            <OwnLine post={{ ...post, unseen: false }} level="h3" />
            <p className="own-sent">
              {sayWaiting(sent.get(post.id) ?? notWaiting)} <a href={`${writingPath(post.id)}/send`}>What you sent</a>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Below the heading of its shelf, or of the page where it is the only one. */
function OwnLine({ post, level: Heading }: { post: OwnPost; level: 'h2' | 'h3' }) {
  const title = post.title || 'Without a title'
  return (
    <>
      <Heading className="line-title">
        <a href={writingPath(post.id)}>{title}</a>
      </Heading>
      <p className="line-facts">
        <span>
          Saved <Moment at={post.savedAt} precision="minute" />
        </span>
        <span>
          {post.words.toLocaleString('en-GB')} {post.words === 1 ? 'word' : 'words'}
        </span>
        {post.with.length > 0 && <span>with {post.with.join(', ')}</span>}
        <StandingFact post={post} />
        {post.changed && <span>changed since it was published</span>}
        <span>
          <a href={historyPath(post.id)}>
            History<span className="visually-hidden"> of {title}</span>
          </a>
        </span>
        {post.unseen && (
          <span>
            <a href={deletingPath(post.id)}>
              Delete<span className="visually-hidden"> {title}</span>
            </a>
          </span>
        )}
      </p>
    </>
  )
}

function StandingFact({ post: { standing, opened, slug, publishAt, title } }: { post: OwnPost }) {
  if (standing === 'scheduled' && publishAt) return <span>appears <Moment at={publishAt} precision="minute" /></span>
  if (standing !== 'published' && standing !== 'unlisted' && !opened) return null
  return (
    <span>
      <a href={opened ? protectedPath(slug) : postPath(slug)}>
        {opened ? 'Read it with its password' : 'Read it'}<span className="visually-hidden">: {title}</span>
      </a>
    </span>
  )
}
