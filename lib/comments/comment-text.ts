import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { checkText, TEXT_LIMITS } from '#lib/rendering/check-text.ts'
import { renderInWorker } from '#lib/rendering/render-in-worker.ts'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'

/** A comment's text as it is stored: what was typed, and what it looks like. */
export type CommentText = { source: string; html: string; text: string; rendererVersion: number }

/** A comment's text in a form or a request. Checked and rendered while parsing, so that no transaction waits for it. */
export const commentText = z
  .string({ error: 'Please write something.' })
  .max(TEXT_LIMITS.comment.codePoints * 4, { error: 'This is far longer than a comment can be. Nothing was lost.' })
  .transform(async (raw, context): Promise<CommentText> => {
    const checked = checkText(raw, 'comment')
    if (!checked.ok) return problem(context, checked.message)
    const idPrefix = randomBytes(4).toString('hex')
    const result = await renderInWorker({ format: 'markdown', source: checked.text, profile: 'comment', options: { idPrefix } })
    if (!result.ok) return problem(context, result.message)
    return { source: checked.text, html: result.rendering.html, text: result.rendering.text, rendererVersion: RENDERER_VERSION }
  })

function problem(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}
