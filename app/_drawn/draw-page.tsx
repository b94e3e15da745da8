import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { ReactNode } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import type { SearchParams } from '#app/_web/search-params.ts'
import { pathPart } from '#app/_web/search-params.ts'
import type { BuiltParts, DrawnPage, DrawPage } from '#lib/http/documents/drawing.ts'
import { DrawnDocument } from './drawn-document.tsx'
import { openPostPages } from './post-pages.tsx'

/** Draws the pages that readers ask for most, for somebody without an account: by the components of the framework’s pages, and without it. */
export function drawWith(built: BuiltParts): DrawPage {
  const postPage = openPostPages(built.actions)
  const early = built.styles.map((style) => `<${style}>; rel=preload; as="style"`)
  return async ({ url, theme }) => {
    const [, slug, query] = /^\/posts\/([^/?]+)(?:\?(.*))?$/.exec(url) ?? []
    const page = slug ? await postPage(pathPart(slug), queryOf(new URLSearchParams(query))) : null
    if (!page) return null
    const { html, link } = await print(<DrawnDocument built={built} theme={theme} words={page.words}>{page.body}</DrawnDocument>)
    return { html, link: [link, ...early].join(', ') }
  }
}

/** As the framework hands it over. */
function queryOf(said: URLSearchParams): SearchParams {
  return Object.fromEntries([...new Set(said.keys())].map((name) => {
    const values = said.getAll(name)
    return [name, values.length > 1 ? values : values[0]]
  }))
}

/** Everything is known when this begins, so there is one pass, and nothing of it comes late. */
function print(page: ReactNode): Promise<DrawnPage> {
  return new Promise((resolve, reject) => {
    let link = ''
    const { pipe } = renderToPipeableStream(page, {
      maxHeadersLength: 6_000,
      onHeaders: (headers) => (link = headers.Link ?? ''),
      onError: reject,
      onShellError: reject,
      onAllReady: () => text(pipe(new PassThrough())).then((html) => resolve({ html: withoutMarks(html), link }), reject),
    })
  })
}

/** The renderer puts a comment between two texts, to find them again in the browser. Nothing else in a page looks like it: the `<` of every text is a reference. */
function withoutMarks(html: string): string {
  return html.replaceAll('<!-- -->', '')
}
