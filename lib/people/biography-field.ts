import { z } from 'zod'
import { checkText, looksBlank } from '#lib/rendering/check-text.ts'
import { renderInWorker } from '#lib/rendering/render-in-worker.ts'

const longestBiography = 2000

/** A few lines about oneself in Markdown, checked and rendered while parsing, so that no transaction waits for it. */
export const biographyField = z
  .string()
  .max(longestBiography * 2, `A biography has at most ${longestBiography} characters. Nothing was lost.`)
  .default('')
  .transform(async (raw, context) => {
    if (looksBlank(raw)) return { source: '', html: '' }
    const checked = checkText(raw, 'comment')
    if (!checked.ok) return problem(context, checked.message)
    const length = [...checked.text].length
    if (length > longestBiography) return problem(context, `A biography has at most ${longestBiography} characters; this has ${length}. Nothing was lost.`)
    const result = await renderInWorker({ format: 'markdown', source: checked.text, profile: 'comment', options: { idPrefix: 'biography' } })
    return result.ok ? { source: checked.text, html: result.rendering.html } : problem(context, result.message)
  })

function problem(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}
