import { runCommand } from '#lib/command.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import type { Saved } from '#lib/posts/writing/save-draft.ts'
import { setDraftAside } from '#lib/posts/writing/set-draft-aside.ts'
import { conflictPath } from '#lib/posts/writing/writing-paths.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/**
 * Saves what was written, or keeps it aside where another text was saved meanwhile: the refusal then says in `present` in which revision it is
 * kept, and where the two can be compared.
 */
export async function saveOrSetAside(viewer: Viewer, written: { postId: string; [field: string]: unknown }): Promise<Outcome<Saved>> {
  const saved = await runCommand(saveDraft, viewer, written)
  if (saved.ok || saved.code !== 'conflict' || !saved.present) return saved
  const aside = await runCommand(setDraftAside, viewer, written)
  const kept = aside.ok ? aside.value.revisionId : null
  return { ...saved, present: { ...saved.present, kept, conflict: kept && conflictPath(written.postId, kept) } }
}
