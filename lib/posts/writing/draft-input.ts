import { z } from 'zod'
import { contentNotesInput } from '#lib/posts/content-notes/content-notes-input.ts'
import { lineOfText } from '#lib/posts/essay-text.ts'
import { draftSource } from '#lib/posts/writing/draft-text.ts'

/** Code points. Longer titles break in mail and in lists. */
export const longestTitle = 200

/** Code points. */
export const longestStandfirst = 500

/** Why a text is kept: the page did it by itself, or somebody pressed the button. */
export const savingReasons = ['autosave', 'saved'] as const

/** The version of the draft that the writer had before them; see {@link file://./save-draft.ts}. Larger ones are no numbers of the database. */
export const versionOfDraft = z.coerce.number().int().min(0).max(2_147_483_647)

/** What is written in one saving: the same for the page's form, the editor's saving and the conflict page. Nothing has to be filled in. */
export const draftInput = z.strictObject({
  postId: z.uuid(),
  version: versionOfDraft,
  title: lineOfText(longestTitle, 'A title is a line of text.'),
  standfirst: lineOfText(longestStandfirst, 'A standfirst is a line of text.'),
  source: draftSource,
  ...contentNotesInput,
  /** As the form names them, checked when the rest is kept ({@link file://./written-draft.ts}); null leaves them as they are. */
  works: z.array(z.record(z.string(), z.unknown())).nullable().default(null),
  reason: z.enum(savingReasons),
})
