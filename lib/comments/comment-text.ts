import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { TEXT_LIMITS } from '#lib/rendering/check-text.ts'
import { prepareText } from '#lib/rendering/prepare-text.ts'
import { COMMENT_RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'

/** A comment's text as it is stored: what was typed, and what it looks like. */
export type CommentText = { source: string; html: string; text: string; rendererVersion: number }

/** A comment's text in a form or a request. Checked and rendered while parsing, so that no transaction waits for it. */
export const commentText = z
  .string({ error: 'Please write something.' })
  .max(TEXT_LIMITS.comment.codePoints * 4, { error: 'This is far longer than a comment can be. Nothing was lost.' })
  .transform(async (raw, context): Promise<CommentText> => {
    const prepared = await prepareText(raw, 'comment', context, { idPrefix: randomBytes(4).toString('hex') })
    if (!prepared) return z.NEVER
    const { source, rendering: { html, text } } = prepared
    return { source, html, text, rendererVersion: COMMENT_RENDERER_VERSION }
  })
