import './publishing.css'
import type { ReactNode } from 'react'
import { AdviceList } from '#components/writing/publishing/advice-list.tsx'
import { AddressForm } from '#components/writing/publishing/address-form.tsx'
import { AuthorForms } from '#components/writing/publishing/author-forms.tsx'
import { DateForm } from '#components/writing/publishing/date-form.tsx'
import { FilingForm } from '#components/writing/publishing/filing-form.tsx'
import { LinkForms } from '#components/writing/publishing/link-forms.tsx'
import { PasswordForms } from '#components/writing/publishing/password-forms.tsx'
import { PlaceForms } from '#components/writing/publishing/place-forms.tsx'
import { PublishForms } from '#components/writing/publishing/publish-forms.tsx'
import { sayStanding } from '#components/writing/publishing/say-standing.ts'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { SeriesForms } from '#components/writing/publishing/series-forms.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { postPath, protectedPath } from '#lib/posts/post-path.ts'
import type { Advice } from '#lib/posts/publishing/advice/advice.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

export type PublishingActions = Record<
  | 'publish' | 'date' | 'schedule' | 'move' | 'changeSlug' | 'file' | 'invite' | 'takeInvitationBack' | 'takeAuthorOut' | 'leave' | 'putIn' | 'moveInSeries' | 'takeOut' | 'makeLink' | 'endLink' | 'openByPassword' | 'endPassword',
  FormAction
>

type Props = {
  post: Publishing
  advice: Advice[]
  now: Date
  origin: string
  actions: PublishingActions
  /** The part about the excerpt and the cover. */
  announcing: ReactNode
}

/** Everything between a text and its readers, from the most wanted to the rarest. Each part is a form of its own and holds at once. */
export function PublishingPage({ post, advice, now, origin, actions, announcing }: Props) {
  const live = post.standing === 'published' || post.standing === 'unlisted'
  return (
    <div className="publishing">
      <header>
        <WritingLinks post={{ ...post, publishAt: post.appears }} here="publish" role="author" />
        <h1 className="page-title">{post.title || 'Without a title'}</h1>
        <p className="publishing-standing">
          {sayStanding(post)} {live && <a href={postPath(post.slug)}>Read it</a>}
          {post.password?.since && post.standing === 'draft' && <a href={protectedPath(post.slug)}>Its page</a>}
        </p>
      </header>
      <div className="publishing-first">
        <Part title="Before you publish">
          <AdviceList advice={advice} postId={post.id} />
        </Part>
        {!post.password && (
          <Part title={live ? 'Publish the present text' : 'Publish'}>
            <PublishForms post={post} now={now} actions={actions} />
          </Part>
        )}
        <Part title={post.standing === 'draft' ? 'Put it away' : 'Take it back'}>
          <PlaceForms post={post} action={actions.move} />
        </Part>
        <Part title="Show the draft to somebody">
          <LinkForms post={post} origin={origin} actions={actions} />
        </Part>
        {(post.standing === 'draft' || post.password) && (
          <Part title="For those who have a password">
            <PasswordForms post={post} actions={actions} />
          </Part>
        )}
      </div>
      <div className="publishing-rest">
        <Part title="How it is announced" id="announcing">{announcing}</Part>
        <Part title="Tags and more">
          <FilingForm post={post} action={actions.file} />
        </Part>
        {(live || post.wasSeen) && post.appears && !post.password && (
          <Part title="Date">
            <DateForm postId={post.id} appears={post.appears} now={now} action={actions.date} />
          </Part>
        )}
        <Part title="Address">
          <AddressForm post={post} origin={origin} action={actions.changeSlug} />
        </Part>
        <Part title="Authors">
          <AuthorForms post={post} actions={actions} />
        </Part>
        {post.kind === 'essay' && (
          <Part title="Series">
            <SeriesForms post={post} actions={actions} />
          </Part>
        )}
      </div>
    </div>
  )
}

function Part({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section aria-label={title} id={id}>
      <h2 className="section-title">{title}</h2>
      {children}
    </section>
  )
}
