import { z } from 'zod'
import { draftInput } from '#lib/posts/writing/draft-input.ts'
import { prepareDraft } from '#lib/posts/writing/draft-text.ts'
import { readDraftForm } from '#lib/posts/writing/read-draft-form.ts'

/** A saving that is checked and rendered while it is parsed, so that no transaction waits for it. */
export const writtenDraft = draftInput.transform(async ({ source, ...input }, context) => {
  const prepared = await prepareDraft(source, await readDraftForm(input.postId))
  if (prepared.ok) return { ...input, text: prepared.value }
  context.addIssue({ code: 'custom', path: ['source'], message: prepared.message })
  return z.NEVER
})

export type WrittenDraft = z.output<typeof writtenDraft>
