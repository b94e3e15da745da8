import { runCommand } from '#lib/command.ts'
import { wasDeleted } from '#lib/posts/writing/deleted/read-deleted.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import type { Saved, Theirs } from '#lib/posts/writing/save-draft.ts'
import { setDraftAside } from '#lib/posts/writing/set-draft-aside.ts'
import { conflictPath } from '#lib/posts/writing/writing-paths.ts'
import { refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'
import { namedAs } from '#lib/works/works-form.ts'

/**
 * Saves what was written, or keeps it aside where another text was saved meanwhile: the refusal then says in `present` in which revision it is
 * kept, where the two can be compared, and what stands there instead with its works.
 */
export async function saveOrSetAside(viewer: Viewer, written: { postId: string; [field: string]: unknown }): Promise<Outcome<Saved>> {
  const saved = await runCommand(saveDraft, viewer, written)
  if (saved.ok) return saved
  if (saved.code === 'not-found' && (await wasDeleted(viewer, written.postId, new Date()))) return deletedMeanwhile
  if (saved.code !== 'conflict' || !saved.present) return saved
  const aside = await runCommand(setDraftAside, viewer, written)
  const kept = aside.ok ? aside.value.revisionId : null
  const theirs = saved.present.theirs as Theirs
  const read = await readRevision(viewer, written.postId, theirs.revisionId)
  const works = read.ok ? read.value.works.map(namedAs) : []
  return { ...saved, present: { ...saved.present, theirs: { ...theirs, works }, kept, conflict: kept && conflictPath(written.postId, kept) } }
}

const deletedMeanwhile = refuse('conflict', 'This draft was deleted meanwhile, in another window or by another author. What you typed is still here: bring the draft back under “Deleted drafts”, then save again.')
