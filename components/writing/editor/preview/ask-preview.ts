/** A text as a reader would see it, and how long it is. */
export type Preview = { html: string; words: number; minutes: number }

/** Null when it could not be asked; a sentence when the text cannot be shown. */
export type PreviewAnswer = { preview: Preview } | { message: string } | null

/** Asks the renderer of the page for a text. Never throws; what was called off is null. */
export async function askPreview(postId: string, source: string, signal: AbortSignal): Promise<PreviewAnswer> {
  try {
    const response = await fetch(`/write/${postId}/preview-text`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ source }), signal,
    })
    const body: unknown = await response.json()
    if (typeof body !== 'object' || body === null) return null
    if (response.ok && 'html' in body && 'words' in body && 'minutes' in body) {
      return { preview: { html: String(body.html), words: Number(body.words), minutes: Number(body.minutes) } }
    }
    if (response.status === 401) return { message: 'You are signed out, so this cannot be shown just now.' }
    return 'fields' in body || 'detail' in body ? { message: sentenceOf(body) } : null
  } catch {
    return null
  }
}

function sentenceOf(problem: object): string {
  if ('fields' in problem && typeof problem.fields === 'object' && problem.fields !== null && 'source' in problem.fields) return String(problem.fields.source)
  return 'detail' in problem ? String(problem.detail) : ''
}
