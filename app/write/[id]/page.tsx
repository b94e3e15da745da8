import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { WritingEditor } from '#components/writing/editor/writing-editor.tsx'
import { WritingForm } from '#components/writing/writing-form.tsx'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readSentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import type { SentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { readingMinutes } from '#lib/posts/reading-minutes.ts'
import { readWriting } from '#lib/posts/writing/read-writing.ts'
import type { WritingPage } from '#lib/posts/writing/read-writing.ts'
import { comparePath, writingPath } from '#lib/posts/writing/writing-paths.ts'
import { hasRole } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { readNewestWorks } from '#lib/works/read-newest-works.ts'
import { labelsOf, namedAs } from '#lib/works/works-form.ts'
import { discard, saveWriting } from './actions.ts'

type Props = { params: Promise<{ id: string }> }

export const metadata: Metadata = { title: 'Writing', robots: { index: false } }

/** One essay to write in. Whoever may not write it is told that it is not there. */
export default async function Page({ params }: Props) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const post = id.success ? await readWriting(viewer, id.data, new Date()) : null
  if (!post?.ok) notFound()
  const { draft, version, lang } = post.value
  const sent = await readSentStanding(viewer, post.value.id)
  return (
    <SitePage viewer={viewer} path={writingPath(post.value.id)}>
      <div className="column">
        <h1 className="visually-hidden">{draft.title || 'Without a title'}</h1>
        <WritingLinks post={post.value} here="text" role={viewer.role} sent={sent} />
        <WhatToKnow post={post.value} viewer={viewer} sent={sent} />
        <WritingForm
          action={saveWriting}
          here={writingPath(post.value.id)}
          postId={post.value.id}
          version={version}
          lang={lang}
          text={{ ...draft, works: post.value.works.map(namedAs) }}
          titles={{ known: labelsOf(post.value.works), proposed: await readNewestWorks() }}
          help={draft.format === 'html' ? helpForHtml : helpForMarkdown}
          kept={<Kept post={post.value} />}
          button="Save"
        />
        {!viewer.suspended && (
          <WritingEditor
            postId={post.value.id}
            format={draft.format}
            lang={lang}
            version={version}
            savedAt={draft.savedAt}
            by={viewer.handle}
            words={draft.words}
          />
        )}
      </div>
    </SitePage>
  )
}

const helpForMarkdown = 'Markdown: a blank line between paragraphs, *italics*, ## a heading, > a quotation, [a link](https://…), a footnote[^1].'

const helpForHtml = 'This text was brought along from another site and says things that Markdown cannot, so it is kept as HTML. What could do harm is left out when it is saved.'

function WhatToKnow({ post, viewer, sent }: { post: WritingPage; viewer: SignedIn; sent: SentStanding | null }) {
  const { standing, publishedRevisionId, draft, authors, version } = post
  const changed = publishedRevisionId !== null && publishedRevisionId !== draft.revisionId
  return (
    <>
      {viewer.suspended && <Notice>Your account is suspended, so nothing can be saved. Your text is here to read and to copy.</Notice>}
      {!authors.some((author) => author.id === viewer.id) && (
        <Notice>{authors.length > 0 ? `This is an essay by ${authors.map(({ name }) => name).join(', ')}.` : 'Nobody is the author of this essay any more.'} You can change it because you administer the site.</Notice>
      )}
      {sent && standing === 'draft' && (
        <Notice>
          {sentSentences[sent]} <a href={`${writingPath(post.id)}/send`}>{sent === 'waiting' ? 'What you sent' : 'What they said'}</a>
        </Notice>
      )}
      {changed && standing !== 'draft' && (
        <Notice>
          <p>
            Readers see the text that was published. <a href={comparePath(post.id, publishedRevisionId, draft.revisionId)}>What you have changed since</a> {hasRole(viewer, 'author') ? 'is seen when you publish again.' : 'is seen when you have sent it and a moderator has read it.'}
          </p>
          <PressForm action={discard} fields={{ postId: post.id, version: String(version) }} look="text" pending="Going back …">
            Go back to the published text
          </PressForm>
        </Notice>
      )}
    </>
  )
}

const sentSentences: Record<SentStanding, string> = {
  waiting: 'You have sent this. What a moderator reads is the text as it was then, until you send it again.',
  returned: 'A moderator asks for a change. Go on writing, and send it again.',
  hidden: 'A moderator took it down: nobody reads it but you. Your text is kept.',
}

/** When and by whom the text was kept that the form holds. */
function Kept({ post: { draft, lang } }: { post: WritingPage }) {
  return (
    <>
      {draft.words.toLocaleString('en-GB')} {draft.words === 1 ? 'word' : 'words'}, {readingMinutes(draft.words, lang)} min to read, saved <Moment at={draft.savedAt} precision="minute" />
      {draft.by && ` by ${draft.by}`}
    </>
  )
}
