import { z } from 'zod'
import { draftInput } from '#lib/posts/writing/draft-input.ts'
import { prepareDraft } from '#lib/posts/writing/draft-text.ts'
import { readDraftForm } from '#lib/posts/writing/read-draft-form.ts'
import { revisionWorks } from '#lib/works/revision-works.ts'
import type { RevisionWorks } from '#lib/works/revision-works.ts'

/** A saving that is checked and rendered while it is parsed, so that no transaction waits for it. */
export const writtenDraft = draftInput.transform(async ({ source, works: named, ...input }, context) => {
  const works = namedWorks(named, input.reason, context)
  const prepared = await prepareDraft(source, await readDraftForm(input.postId))
  if (prepared.ok) return { ...input, works, text: prepared.value }
  context.addIssue({ code: 'custom', path: ['source'], message: prepared.message })
  return z.NEVER
})

/** A row that is half filled in is no reason to lose a sentence: what a page saves by itself leaves the works as they are then. */
function namedWorks(named: Named, reason: 'autosave' | 'saved', context: z.RefinementCtx): RevisionWorks | null {
  if (named === null) return null
  const checked = revisionWorks.safeParse(named)
  if (checked.success) return checked.data
  if (reason === 'saved') checked.error.issues.forEach(({ path, message }) => context.addIssue({ code: 'custom', path: ['works', ...path], message }))
  return null
}

type Named = z.output<typeof draftInput>['works']

export type WrittenDraft = z.output<typeof writtenDraft>
