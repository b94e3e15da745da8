import '#components/people/door.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { TwoTexts } from '#components/writing/history/two-texts.tsx'
import { WritingForm } from '#components/writing/writing-form.tsx'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readSentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { joinDrafts } from '#lib/posts/writing/join-drafts.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { readWriting } from '#lib/posts/writing/read-writing.ts'
import { conflictPath, historyPath, writingPath } from '#lib/posts/writing/writing-paths.ts'
import { readNewestWorks } from '#lib/works/read-newest-works.ts'
import { labelsOf } from '#lib/works/works-form.ts'
import { restore, saveTogether } from '../../actions.ts'

type Props = { params: Promise<{ id: string; revisionId: string }> }

export const metadata: Metadata = { title: 'Two texts', robots: { index: false } }

/** Where a text that came too late and the one that was saved before it are put together. Neither is lost by any choice, or by none. */
export default async function Page({ params }: Props) {
  const viewer = await requireViewer()
  const ids = z.object({ id: z.uuid(), revisionId: z.uuid() }).safeParse(await params)
  if (!ids.success) notFound()
  const { id, revisionId } = ids.data
  const [post, draft, aside] = await Promise.all([readWriting(viewer, id, new Date()), readRevision(viewer, id), readRevision(viewer, id, revisionId)])
  if (!post.ok || !draft.ok || !aside.ok) notFound()
  const version = draft.value.version
  const joined = joinDrafts(aside.value, draft.value)
  return (
    <SitePage viewer={viewer} path={conflictPath(id, revisionId)}>
      <div className="column">
        <WritingLinks post={post.value} here={null} role={viewer.role} sent={await readSentStanding(viewer, id)} />
        <div className="door">
          <h1 className="page-title">There are two texts</h1>
          <p>
            While one of them was written, the other was saved. Both are kept in the <a href={historyPath(id)}>history</a>, whatever you do now.
          </p>
          <TwoTexts draft={draft.value} aside={aside.value} />
          <h2 className="section-title">Choose one</h2>
          <p>
            <a href={writingPath(id)}>Go on with the draft</a>, or put the other text in its place:
          </p>
          <PressForm action={restore} fields={{ postId: id, revisionId, version: String(version) }} look="plain" pending="Taking it …">
            Take the other text
          </PressForm>
          <h2 className="section-title">Or put them together</h2>
          <p>
            Here stand all the words of both. Where they differ, the passage of the other text comes first, and then that of the draft: leave what you want. The content notes and
            works of both are chosen below the text.
          </p>
          <WritingForm
            action={saveTogether}
            here={conflictPath(id, revisionId)}
            postId={id}
            version={version}
            lang={draft.value.lang}
            text={joined}
            titles={{ known: labelsOf([...draft.value.works, ...aside.value.works]), proposed: await readNewestWorks() }}
            otherLines={{ title: otherLine(draft.value.title, joined.title), standfirst: otherLine(draft.value.standfirst, joined.standfirst) }}
            help={null}
            kept={null}
            button="Save this text"
          />
        </div>
      </div>
    </SitePage>
  )
}

function otherLine(line: string, chosen: string): string {
  return line === chosen ? '' : line
}
