import { publicReader, reader } from '#lib/database.ts'
import { readMedianWait } from '#lib/comments/read-waiting.ts'
import { guidelinesText } from '#lib/house/guidelines-text.ts'
import { renderInWorker } from '#lib/rendering/render-in-worker.ts'

export type Guidelines = {
  html: string
  /** When an administrator last changed them; null for the ones that the program came with. */
  changedAt: Date | null
  /** The median time from sending to a decision, in seconds; null while nothing was decided. Everybody who sends a text is told it. */
  usualWaitSeconds: number | null
}

/** How the conversation is kept, for everybody to read. */
export async function readGuidelines(): Promise<Guidelines> {
  const [written, usualWaitSeconds] = await Promise.all([
    publicReader().publishedHouseText.findUnique({ where: { page: 'guidelines' }, select: { html: true, changedAt: true } }),
    readMedianWait(reader()),
  ])
  return { html: written?.html ?? (await ownGuidelines()), changedAt: written?.changedAt ?? null, usualWaitSeconds }
}

/** What the page of the guidelines is called. */
export const guidelinesTitle = 'How this conversation is kept'

let rendered: Promise<string> | undefined

/** The guidelines that the program came with, as HTML. Always the same text, so it is rendered once. */
export function ownGuidelines(): Promise<string> {
  rendered ??= render().catch((error: unknown) => {
    rendered = undefined
    throw error
  })
  return rendered
}

async function render(): Promise<string> {
  const result = await renderInWorker({ format: 'markdown', source: guidelinesText, profile: 'essay' })
  if (!result.ok) throw new Error(`The guidelines were not rendered: ${result.message}`)
  return result.rendering.html
}
