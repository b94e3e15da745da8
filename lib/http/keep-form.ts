import type { IncomingMessage } from 'node:http'
import { escapeHtml } from './plain-page.ts'

/**
 * A form that was sent while it could not be taken, as a form that sends the same again; empty for anything else.
 * Passwords are never written out: a form that has one is left to the browser's memory.
 */
export async function keepForm(request: IncomingMessage, body: Buffer): Promise<string> {
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(typeOf(request))) return ''
  const form = await readForm(request, body)
  const fields = [...(form ?? [])].filter((field): field is [string, string] => typeof field[1] === 'string')
  if (fields.length === 0 || fields.some(([name]) => /password/i.test(name))) return ''
  return `<form method="post" enctype="multipart/form-data">
${fields.map(fieldHtml).join('\n')}
<p><button>Send it again</button></p>
</form>`
}

/** False for a form in parts that cannot be put together again, on which the framework would fail. */
export async function isWholeForm(request: IncomingMessage, body: Buffer): Promise<boolean> {
  return !/^multipart\/form-data\b/i.test(typeOf(request)) || (await readForm(request, body)) !== null
}

function typeOf({ headers }: IncomingMessage): string {
  return headers['content-type'] ?? ''
}

function readForm(request: IncomingMessage, body: Buffer): Promise<FormData | null> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': typeOf(request) } }).formData().catch(() => null)
}

function fieldHtml([name, value]: [string, string]): string {
  const [safeName, safeValue] = [escapeHtml(name), escapeHtml(value)]
  if (name.startsWith('$') || !/\s/.test(value.trim())) return `<input type="hidden" name="${safeName}" value="${safeValue}">`
  return `<p><label>Your text<br><textarea name="${safeName}">\n${safeValue}</textarea></label></p>`
}
