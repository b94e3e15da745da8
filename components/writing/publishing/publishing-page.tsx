import './publishing.css'
import { AdviceList } from '#components/writing/publishing/advice-list.tsx'
import { PasswordForms } from '#components/writing/publishing/password-forms.tsx'
import { movesOf, PlaceForms } from '#components/writing/publishing/place-forms.tsx'
import { PublishForms } from '#components/writing/publishing/publish-forms.tsx'
import type { LineName } from '#components/writing/publishing/publishing-line.tsx'
import { PublishingLines } from '#components/writing/publishing/publishing-lines.tsx'
import type { CoverPictures } from '#components/writing/publishing/publishing-lines.tsx'
import { sayStanding } from '#components/writing/publishing/say-standing.ts'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { postPath, protectedPath } from '#lib/posts/post-path.ts'
import type { Advice } from '#lib/posts/publishing/advice/advice.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

export type PublishingActions = Record<
  | 'publish' | 'date' | 'schedule' | 'move' | 'changeSlug' | 'file' | 'announce' | 'invite' | 'takeInvitationBack' | 'takeAuthorOut' | 'leave' | 'putIn' | 'moveInSeries' | 'takeOut' | 'makeLink' | 'endLink'
  | 'openByPassword' | 'endPassword',
  FormAction
>

type Props = {
  post: Publishing
  advice: Advice[]
  now: Date
  origin: string
  actions: PublishingActions
  pictures: CoverPictures
  /** The line that stands open. */
  open: LineName | null
}

/** Everything between a text and its readers: how it stands and the one act that changes that, what may want another look, and all else folded into lines. */
export function PublishingPage({ post, advice, now, origin, actions, pictures, open }: Props) {
  const live = post.standing === 'published' || post.standing === 'unlisted'
  const settled = live && !post.draftDiffers
  const back = post.standing === 'archived' ? movesOf(post, ['published', 'unlisted']) : []
  return (
    <div className="publishing">
      <WritingLinks post={{ ...post, publishAt: post.appears }} here="publish" role="author" />
      <header>
        <h1 className="page-title">{post.title || 'Without a title'}</h1>
        <p className="publishing-standing">
          {sayStanding(post)} {live && <a href={postPath(post.slug)}>Read it</a>}
          {post.password?.since && post.standing === 'draft' && <a href={protectedPath(post.slug)}>Its page</a>}
        </p>
      </header>
      <div className="publishing-first">
        <section aria-label={nameOf(post, settled)} className="publishing-act">
          <h2 className={settled ? 'visually-hidden' : 'section-title'}>{nameOf(post, settled)}</h2>
          {post.password ? <PasswordForms post={post} actions={actions} /> : <PublishForms post={post} now={now} actions={actions} advice={advice.length} open={open} />}
          {back.length > 0 && <PlaceForms post={post} to={back} action={actions.move} />}
        </section>
        {(advice.length > 0 || !(settled || post.password)) && (
          <section aria-label={settled ? 'Worth another look' : 'Before you publish'} className="publishing-before" id="before">
            <h2 className="section-title">{settled ? 'Worth another look' : 'Before you publish'}</h2>
            <AdviceList advice={advice} postId={post.id} />
          </section>
        )}
      </div>
      <PublishingLines post={post} now={now} origin={origin} actions={actions} pictures={pictures} open={open} />
    </div>
  )
}

/** What the act is about. */
function nameOf({ standing, password }: Publishing, settled: boolean): string {
  if (password) return 'For those who have a password'
  if (settled) return 'What readers see'
  return standing === 'published' || standing === 'unlisted' ? 'Publish the present text' : 'Publish'
}
