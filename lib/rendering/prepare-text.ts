import type { z } from 'zod'
import { checkText } from '#lib/rendering/check-text.ts'
import { renderInWorker } from '#lib/rendering/render-in-worker.ts'
import type { Rendering, RenderingOptions, RenderingProfile } from '#lib/rendering/rendering-profiles.ts'

/** A text that was checked and rendered: its cleaned source and what it looks like. */
export type PreparedText = { source: string; rendering: Rendering }

/**
 * Checks and renders Markdown while a form or a request is parsed, so that no transaction waits for it.
 * @returns null after it has told the context what is wrong
 */
export async function prepareText(raw: string, profile: RenderingProfile, context: z.RefinementCtx, options: RenderingOptions = {}): Promise<PreparedText | null> {
  const checked = checkText(raw, profile)
  if (!checked.ok) return tellProblem(context, checked.message)
  const result = await renderInWorker({ format: 'markdown', source: checked.text, profile, options })
  return result.ok ? { source: checked.text, rendering: result.rendering } : tellProblem(context, result.message)
}

function tellProblem(context: z.RefinementCtx, message: string): null {
  context.addIssue({ code: 'custom', message })
  return null
}
