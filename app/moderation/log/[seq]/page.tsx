import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pathPart } from '#app/_web/search-params.ts'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { undoFromLog } from '#app/moderation/log/actions.ts'
import { LogStory } from '#components/moderation/log/log-story.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readStory } from '#lib/moderation/log/read-story.ts'

export const metadata: Metadata = { title: 'A decision' }

/** One decision, with everything that happened to what it was about. */
export default async function Page({ params }: { params: Promise<{ seq: string }> }) {
  const viewer = await requireViewer('moderator')
  const story = await readStory(viewer, pathPart((await params).seq))
  if (!story.ok) notFound()
  return (
    <SitePage viewer={viewer} path={`/moderation/log/${story.value.entry.seq}`}>
      <LogStory story={story.value} undo={undoFromLog} />
    </SitePage>
  )
}
