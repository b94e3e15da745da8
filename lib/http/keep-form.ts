import type { IncomingMessage } from 'node:http'
import { escapeHtml } from './plain-page.ts'

/**
 * A form that was sent while it could not be taken, as a form that sends the same again; empty for anything else.
 * Passwords are never written out: a form that has one is left to the browser's memory.
 */
export async function keepForm(request: IncomingMessage, body: Buffer): Promise<string> {
  const type = request.headers['content-type'] ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) return ''
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch(() => null)
  const fields = [...(form ?? [])].filter((field): field is [string, string] => typeof field[1] === 'string')
  if (fields.length === 0 || fields.some(([name]) => /password/i.test(name))) return ''
  return `<form method="post" enctype="multipart/form-data">
${fields.map(fieldHtml).join('\n')}
<p><button>Send it again</button></p>
</form>`
}

function fieldHtml([name, value]: [string, string]): string {
  const [safeName, safeValue] = [escapeHtml(name), escapeHtml(value)]
  if (name.startsWith('$') || !/\s/.test(value.trim())) return `<input type="hidden" name="${safeName}" value="${safeValue}">`
  return `<p><label>Your text<br><textarea name="${safeName}">\n${safeValue}</textarea></label></p>`
}
