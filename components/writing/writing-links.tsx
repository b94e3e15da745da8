import '#components/writing/writing.css'
import { Sheet } from '#components/ui/sheet.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { SentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { hasRole } from '#lib/viewer.ts'
import type { ViewerRole } from '#lib/viewer.ts'
import type { WritingPage } from '#lib/posts/writing/read-writing.ts'
import { historyPath, writingPath } from '#lib/posts/writing/writing-paths.ts'

type Props = {
  post: { id: string; slug: string; standing: WritingPage['standing']; publishAt: Date | null }
  /** The part of the desk that this page is. */
  here: 'text' | 'preview' | 'history' | 'publish' | 'images' | 'notes' | 'conversation' | 'send' | null
  /** Of who looks: what a reader writes is sent to be published. */
  role: ViewerRole
  /** How it stands with the moderators, where a reader sent it. */
  sent?: SentStanding | null
}

/** The parts of the desk of one post, and how it stands with its readers. */
export function WritingLinks({ post, here, role, sent = null }: Props) {
  const parts = [
    { name: 'text', href: writingPath(post.id), words: 'Text' },
    { name: 'preview', href: `${writingPath(post.id)}/preview`, words: 'Preview' },
    { name: 'images', href: `${writingPath(post.id)}/images`, words: 'Images' },
    { name: 'history', href: historyPath(post.id), words: 'History' },
    ...(hasRole({ role }, 'author') ? ofAuthors(post.id) : [{ name: 'send', href: `${writingPath(post.id)}/send`, words: 'Sending' }]),
  ]
  return (
    <nav className="writing-links" aria-label="This essay">
      <a href="/write">All essays</a>
      <Sheet
        id="essay-parts"
        button={
          <>
            <span className="visually-hidden">Parts of this essay, here: </span>
            <span className="writing-here">{parts.find(({ name }) => name === here)?.words ?? 'This essay'}</span>
          </>
        }
      >
        {parts.map(({ name, href, words }) => (
          <a key={name} href={href} aria-current={name === here ? 'page' : undefined}>
            {words}
          </a>
        ))}
      </Sheet>
      <span className="writing-standing">
        {sent && post.standing === 'draft' ? sentWords[sent] : <Standing post={post} />}
      </span>
    </nav>
  )
}

/** What only whoever publishes it settles. */
function ofAuthors(id: string) {
  return [
    { name: 'publish', href: `${writingPath(id)}/publish`, words: 'Publishing' },
    { name: 'notes', href: `${writingPath(id)}/notes`, words: 'Notes' },
    { name: 'conversation', href: `${writingPath(id)}/conversation`, words: 'Conversation' },
  ]
}

const sentWords: Record<SentStanding, string> = { waiting: 'Sent, being read', returned: 'Returned to you', hidden: 'Taken down' }

/** How a post stands, in words. */
function Standing({ post: { slug, standing, publishAt } }: Pick<Props, 'post'>) {
  if (standing === 'draft') return 'A draft'
  if (standing === 'archived') return 'Put away'
  if (standing === 'scheduled') return publishAt ? <Appears at={publishAt} /> : 'Scheduled'
  return <a href={postPath(slug)}>{standing === 'unlisted' ? 'Published, in no list' : 'Published'}</a>
}

/** On a phone there is room for the word alone. */
function Appears({ at }: { at: Date }) {
  return (
    <>
      Scheduled
      <span className="writing-when">
        {' '}
        for <Moment at={at} precision="minute" />
      </span>
    </>
  )
}
