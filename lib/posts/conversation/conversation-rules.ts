import { z } from 'zod'
import type { Commenters, CommentsMode } from '#database'
import { prepareText } from '#lib/rendering/prepare-text.ts'

/** What an author has settled about the conversation under an essay. */
export type ConversationRules = {
  mode: CommentsMode
  commenters: Commenters
  closeAfterDays: number | null
  everySeconds: number | null
  /** Markdown; empty for none. */
  guidelines: string
}

/** What is selected of a post for {@link rulesOf}. */
export const storedRules = { commentsMode: true, commenters: true, commentsCloseAfterDays: true, commentsEverySeconds: true, commentGuidelines: true } as const

type StoredRules = { commentsMode: CommentsMode; commenters: Commenters; commentsCloseAfterDays: number | null; commentsEverySeconds: number | null; commentGuidelines: string }

/** The rules of a row. */
export function rulesOf({ commentsMode, commenters, commentsCloseAfterDays, commentsEverySeconds, commentGuidelines }: StoredRules): ConversationRules {
  return { mode: commentsMode, commenters, closeAfterDays: commentsCloseAfterDays, everySeconds: commentsEverySeconds, guidelines: commentGuidelines }
}

/** Rules as a form carries them along, so that whoever settles them says which they saw: a list in one line. */
export function rulesSeen({ mode, commenters, closeAfterDays, everySeconds, guidelines }: ConversationRules): string {
  return JSON.stringify([mode, commenters, closeAfterDays, everySeconds, guidelines])
}

/** How long one person waits between two comments, in seconds, as an author may choose; 0 for not at all. */
export const conversationPaces = [0, 600, 3_600, 21_600, 86_400] as const

/** Days after which a conversation may end; longer ones end when somebody ends them. */
export const mostDaysOpen = 3_650

/** Code points of the words above the form: they are read each time. */
const mostGuidelines = 1_000

const sayDays = `This is a number of days from 1 to ${mostDaysOpen}; empty for no end.`

/** The rules of a conversation, as a form sends them. The guidelines are rendered as comments are: no headings, no images. */
export const conversationRulesInput = z.strictObject({
  mode: z.enum(['open', 'closed'], { error: 'Please choose whether it is open.' }),
  commenters: z.enum(['anyone', 'known'], { error: 'Please choose who may comment.' }),
  closeAfterDays: z
    .union([z.literal('').transform(() => null), z.string().trim().regex(/^\d{1,4}$/).transform(Number).refine((days) => days >= 1 && days <= mostDaysOpen)], { error: sayDays })
    .default(null),
  everySeconds: z.coerce
    .number()
    .refine((seconds) => conversationPaces.some((pace) => pace === seconds), { error: 'Please choose one of these.' })
    .transform((seconds) => seconds || null)
    .default(null),
  guidelines: z.string().default('').transform(async (raw, context) => {
    if (raw.trim() === '') return { source: '', html: '' }
    if ([...raw].length > mostGuidelines) {
      context.addIssue({ code: 'custom', message: `These can hold ${mostGuidelines} characters, so that people read them.` })
      return z.NEVER
    }
    const prepared = await prepareText(raw, 'comment', context, { idPrefix: 'own' })
    return prepared ? { source: prepared.source, html: prepared.rendering.html } : z.NEVER
  }),
})
