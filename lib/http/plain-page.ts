import { site } from '#lib/site.ts'

/** A page that needs neither database nor framework nor script. */
export type PlainPage = {
  title: string
  /** Paragraphs, as text. */
  says: string[]
  nonce: string
  /** Names the request in the server's log. */
  requestId?: string
  /** HTML to stand below the words; made by this folder only. */
  below?: string
}

const style = `
:root { color-scheme: light dark }
body { margin: 0 auto; padding: 12vh 1.25rem 4rem; max-width: 33.5em; background: light-dark(#fdfcf9, #161513); color: light-dark(#1f1c19, #e9e4da);
  font: 1.125rem/1.56 Literata, 'Iowan Old Style', Georgia, serif }
h1 { font-size: 1.75rem; font-weight: 500; line-height: 1.2; text-wrap: balance; margin: 3rem 0 1rem }
a { color: inherit }
.quiet { color: light-dark(#655e56, #a39b8f); font-size: .875rem }
textarea[rows="2"] { min-height: 3.5em }
textarea { box-sizing: border-box; width: 100%; min-height: 12em; padding: .6em; font: inherit; color: inherit; background: light-dark(#f6f2ea, #1f1d1a);
  border: 1px solid light-dark(#8f877b, #7a7267); border-radius: 2px }
button { font: inherit; padding: .5em 1.1em; color: inherit; background: none; border: 1px solid light-dark(#8f877b, #7a7267); border-radius: 2px }
:focus-visible { outline: 2px solid light-dark(#8c2f1b, #e0896f); outline-offset: 2px }`

/** The page as HTML. */
export function plainPage({ title, says, nonce, requestId, below = '' }: PlainPage): string {
  const words = says.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')
  const number = requestId ? `<p class="quiet">This request was number ${escapeHtml(requestId)}.</p>` : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · ${escapeHtml(site.name)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<header><a href="/">${escapeHtml(site.name)}</a></header>
<main>
<h1>${escapeHtml(title)}</h1>
${words}
${below}
${number}
</main>
</body>
</html>
`
}

/** Text as HTML text or attribute value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
