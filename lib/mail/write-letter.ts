import { env } from '#lib/env.ts'
import { escapeHtml } from '#lib/http/plain-page.ts'
import type { Letter } from '#lib/mail/queue-mail.ts'
import { site } from '#lib/site.ts'

/**
 * A part of a mail: a paragraph, in which a line that is an address of this site becomes a link; words of somebody, which never
 * become anything but words; a heading; or a pause between two pieces of news.
 */
export type Part = string | { quote: string } | { heading: string } | 'pause'

/** A mail before it is set. */
export type Draft = {
  to: string
  subject: string
  parts: readonly Part[]
  /** Small, below: why this came and how to have less of it. */
  foot?: readonly string[]
  headers?: Record<string, string>
}

/** Mail names the configured address of the site, never one that a request brought along. */
export function siteAddress(path: string): string {
  return new URL(path, env().AFTERWORD_ORIGIN).href
}

/** The host that mail speaks for, in the ids of messages, lists and threads. */
export function mailHost(): string {
  return new URL(env().AFTERWORD_ORIGIN).hostname
}

/** The same mail twice: as plain text, and as HTML that loads nothing from anywhere. */
export function writeLetter({ to, subject, parts, foot = [], headers = {} }: Draft): Letter {
  return { to, subject, headers, text: asText(parts, foot), html: asHtml(subject, parts, foot) }
}

const signature = `${site.name}, a community blog for essays`

function asText(parts: readonly Part[], foot: readonly string[]): string {
  return `${[...parts.map(partAsText), ...foot, `-- \n${signature}`].join('\n\n')}\n`
}

function partAsText(part: Part): string {
  if (part === 'pause') return '* * *'
  if (typeof part === 'string') return part
  if ('heading' in part) return part.heading
  return part.quote.split('\n').map((line) => `> ${line}`).join('\n')
}

// Colours are for light and for dark; a program that knows neither shows its own. No picture, no font and no address is fetched.
const style = `
body { margin: 0 auto; padding: 24px 20px; max-width: 34em; font: 17px/1.55 Georgia, 'Iowan Old Style', serif; color: #1f1c19 }
h2 { font-size: 17px; font-weight: bold; margin: 28px 0 8px }
p { margin: 0 0 16px; overflow-wrap: break-word }
blockquote { margin: 0 0 16px; padding: 0 0 0 14px; border-left: 2px solid #b9b0a2; overflow-wrap: break-word }
hr { width: 64px; margin: 28px 0; border: 0; border-top: 1px solid #b9b0a2 }
a { color: #8c2f1b }
.quiet { margin: 0 0 6px; font-size: 14px; color: #655e56 }
.quiet a { color: inherit }
@media (prefers-color-scheme: dark) {
  body { background: #161513; color: #e9e4da }
  a { color: #e0896f }
  .quiet { color: #a39b8f }
  .quiet a { color: inherit }
}`

function asHtml(subject: string, parts: readonly Part[], foot: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${style}</style>
</head>
<body>
${parts.map(partAsHtml).join('\n')}
<hr>
${foot.map((each) => `<p class="quiet">${paragraph(each)}</p>`).join('\n')}
<p class="quiet">${escapeHtml(signature)}</p>
</body>
</html>
`
}

function partAsHtml(part: Part): string {
  if (part === 'pause') return '<hr>'
  if (typeof part === 'string') return `<p>${paragraph(part)}</p>`
  if ('heading' in part) return `<h2>${escapeHtml(part.heading)}</h2>`
  return `<blockquote>${part.quote.split('\n').map(escapeHtml).join('<br>')}</blockquote>`
}

/** Only an address of ours that has the last line to itself, as this program writes them, becomes a link: of the words before it, where they lead to it. */
function paragraph(text: string): string {
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  if (!isOurs(last)) return text.split('\n').map(escapeHtml).join('<br>')
  const [words = ''] = lines
  if (lines.length === 1 && words.endsWith(':')) return link(last, words.slice(0, -1))
  return [...lines.map(escapeHtml), link(last, `Open it on ${site.name}`)].join('<br>')
}

function isOurs(line: string): boolean {
  return line.startsWith(`${env().AFTERWORD_ORIGIN}/`) && !/\s/.test(line)
}

function link(address: string, words: string): string {
  return `<a href="${escapeHtml(address)}">${escapeHtml(words)}</a>`
}
