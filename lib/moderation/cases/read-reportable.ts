import { publicReader, reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A published comment that somebody is about to report. */
export type Reportable = { id: string; name: string; html: string; submittedAt: Date; isOwn: boolean; reportedByViewer: boolean }

/** The comment as everybody sees it, and whether this viewer's report of it waits. Null for whatever is not public. */
export async function readReportable(viewer: Viewer, commentId: string): Promise<Reportable | null> {
  const shown = await publicReader().publishedComment.findUnique({
    where: { id: commentId },
    select: { id: true, tombstone: true, authorId: true, authorName: true, html: true, submittedAt: true },
  })
  if (!shown || shown.tombstone || !shown.submittedAt) return null
  return {
    id: shown.id,
    name: shown.authorName ?? '',
    html: shown.html ?? '',
    submittedAt: shown.submittedAt,
    isOwn: viewer.id !== null && shown.authorId === viewer.id,
    reportedByViewer: viewer.id !== null && (await waitsFrom(viewer.id, commentId)),
  }
}

async function waitsFrom(reporterId: string, commentId: string): Promise<boolean> {
  const report = await reader().report.findFirst({ where: { reporterId, reviewItem: { commentId, kind: 'report', state: 'waiting' } }, select: { id: true } })
  return report !== null
}
