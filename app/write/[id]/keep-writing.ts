import type { Sent } from '#app/_web/action.ts'
import { takeLimit } from '#lib/limits.ts'
import { contentNotesOf } from '#lib/posts/content-notes/content-notes-form.ts'
import { saveOrSetAside } from '#lib/posts/writing/save-or-set-aside.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { isSignedIn } from '#lib/viewer.ts'
import { worksFromForm } from '#lib/works/works-form.ts'

/** What became of a form: `conflict` is where two texts wait to be put together, null when it was saved. */
export type KeptForm = { postId: string; conflict: string | null }

/** Saves what somebody sent by the form of an essay. A text that came too late is kept aside, and that counts as done: it is safe. */
export async function keepWriting({ viewer, fields }: Sent): Promise<Outcome<KeptForm>> {
  if (!isSignedIn(viewer)) return refuse('signed-out', 'You are signed out, so this was not saved. Your text is still here: please sign in in another tab, then save it again.')
  const tooMany = await takeLimit('draft', viewer.id)
  if (tooMany) return tooMany
  const { postId = '', version, title, standfirst, source } = fields
  const written = { postId, version, title, standfirst, source, ...contentNotesOf(fields), works: worksFromForm(fields), reason: 'saved' }
  const outcome = await saveOrSetAside(viewer, written)
  const conflict = outcome.ok ? null : outcome.present?.conflict
  if (typeof conflict === 'string') return done({ postId, conflict })
  return outcome.ok ? done({ postId, conflict: null }) : outcome
}
