import type { IncomingMessage } from 'node:http'
import type { WholeAnswer } from './documents/gather-answer.ts'
import { keepForm, typedWords } from './keep-form.ts'
import { escapeHtml, plainPage } from './plain-page.ts'
import type { RequestContext } from './request-context.ts'

/**
 * Gives back what somebody wrote into a form that was refused and that the page, as it is now, does not show any more: a text that
 * was decided about meanwhile has no form, and a browser without scripts would be left with neither the sentence nor the words.
 * @param made the page that was rendered after the refusal
 * @returns the same where each of the words can be read in it
 */
export async function keepWords(made: WholeAnswer, request: IncomingMessage, body: Buffer, context: RequestContext): Promise<WholeAnswer> {
  const { status = 200, refusal, nonce, path, id: requestId } = context
  if (status < 400 || status >= 500 || !String(made.headers['content-type']).startsWith('text/html')) return made
  const shown = readable(made.body.toString())
  const words = await typedWords(request, body)
  if (words.every((text) => shown.includes(dense(text)))) return made
  const says = [...(refusal ? [refusal] : []), 'What you wrote is still here. Please keep it somewhere before you go on.']
  const below = `<p><a href="${escapeHtml(path)}">Back to the page</a></p>\n${await keepForm(request, body)}`
  const page = plainPage({ title: 'This was not taken', says, nonce, requestId, below })
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(page) }
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** All that stands in a page for a reader, in a form in which texts can be found. */
function readable(html: string): string {
  const text = html.replace(/<script\b[^]*?<\/script\s*>/gi, '')
  return dense(text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot));/gi, (_, decimal?: string, hex?: string, name = '') => {
    if (!decimal && !hex) return named[name.toLowerCase()] ?? ''
    return String.fromCodePoint(Math.min(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16), 0x10ffff))
  }))
}

/** Forms send lines with other ends than pages have, and a text may be shown in paragraphs. */
function dense(text: string): string {
  return text.replace(/\s+/g, '')
}
