import type { IncomingMessage } from 'node:http'
import { isLine, sayField } from './field-words.ts'
import { escapeHtml } from './plain-page.ts'

/**
 * A form that was sent while it could not be taken, as a form that sends the same again; empty for anything else.
 * Passwords are never written out: a form that has one is left to the browser's memory.
 * @param again false where nothing can take it any more: then it only shows what was written
 */
export async function keepForm(request: IncomingMessage, body: Buffer, again = true): Promise<string> {
  const fields = await readFields(request, body)
  if (fields.length === 0) return ''
  return `<form method="post" enctype="multipart/form-data">
${fields.map(fieldHtml).join('\n')}
${again ? '<p><button>Send it again</button></p>' : ''}
</form>`
}

/** What somebody wrote into a form that was sent without a script, as far as it may be shown again: what has more than a word. */
export async function typedWords(request: IncomingMessage, body: Buffer): Promise<string[]> {
  return (await readFields(request, body)).filter(isWritten).map(([, value]) => value)
}

/** Whether a browser sent this as the form of a page. */
export function isForm(request: IncomingMessage): boolean {
  return /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(typeOf(request))
}

async function readFields(request: IncomingMessage, body: Buffer): Promise<[string, string][]> {
  if (!isForm(request)) return []
  const form = await readForm(request, body)
  const fields = [...(form ?? [])].filter((field): field is [string, string] => typeof field[1] === 'string')
  return fields.some(([name]) => /password/i.test(name)) ? [] : fields
}

/** What a row of works brings along unseen was written by nobody. */
function isWritten([name, value]: [string, string]): boolean {
  return !name.startsWith('$') && !/^works\.\d+\.(?:known|label)$/.test(name) && /\s/.test(value.trim())
}

/** The longest form of ours has a box for each of 5,000 texts that are decided at once. To take apart hundreds of thousands keeps everybody waiting. */
const mostFields = 6_000

/** False for a form in parts that cannot be put together again, on which the framework would fail, and for one of more fields than any form has. */
export async function isWholeForm(request: IncomingMessage, body: Buffer): Promise<boolean> {
  if (!isForm(request)) return true
  const boundary = /^multipart\/form-data\b.*;\s*boundary="?([^";]+)/i.exec(typeOf(request))?.[1]
  if (holdsMore(body, boundary === undefined ? '&' : `--${boundary}`, mostFields)) return false
  return !/^multipart\/form-data\b/i.test(typeOf(request)) || (await readForm(request, body)) !== null
}

/** Whether some bytes stand in a body more often than that. */
function holdsMore(body: Buffer, bytes: string, most: number): boolean {
  let found = 0
  for (let at = body.indexOf(bytes); at !== -1 && found <= most; at = body.indexOf(bytes, at + bytes.length)) found++
  return found > most
}

function typeOf({ headers }: IncomingMessage): string {
  return headers['content-type'] ?? ''
}

function readForm(request: IncomingMessage, body: Buffer): Promise<FormData | null> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': typeOf(request) } }).formData().catch(() => null)
}

function fieldHtml([name, value]: [string, string]): string {
  const [safeName, safeValue] = [escapeHtml(name), escapeHtml(value)]
  if (!isWritten([name, value])) return `<input type="hidden" name="${safeName}" value="${safeValue}">`
  return `<p><label>${escapeHtml(sayField(name))}<br><textarea name="${safeName}" rows="${isLine(name) ? 2 : 8}">\n${safeValue}</textarea></label></p>`
}
