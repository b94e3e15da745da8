import { Writable } from 'node:stream'
import type { ReactNode } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import type { SearchParams } from '#app/_web/search-params.ts'
import { pathPart } from '#app/_web/search-params.ts'
import { readSiteHead } from '#components/site/read-site-head.ts'
import { SiteFrame } from '#components/site/site-frame.tsx'
import type { BuiltParts, DrawnPage, DrawPage } from '#lib/http/documents/drawing.ts'
import { noChoices } from '#lib/posts/content-notes/choosable.ts'
import { anonymous } from '#lib/viewer.ts'
import { DrawnDocument } from './drawn-document.tsx'
import { listPages } from './list-pages.tsx'
import { postPages } from './post-pages.tsx'

/** Draws the pages that readers ask for most, for somebody without an account: by the components of the framework’s pages, and without it. */
export function drawWith(built: BuiltParts): DrawPage {
  const kinds = [postPages(built.actions), ...listPages]
  return async ({ url, theme }) => {
    const [path = '', query = ''] = url.split(/\?(.*)/s, 2)
    const kind = kinds.find(({ address }) => address.test(path))
    if (!kind) return null
    const name = pathPart(kind.address.exec(path)?.[1] ?? '')
    const [page, head] = await Promise.all([kind.show(name, queryOf(new URLSearchParams(query))), readSiteHead(anonymous)])
    if (!page) return null
    const whole = (
      <DrawnDocument built={built} file={kind.file} theme={theme} words={page.words}>
        <SiteFrame viewer={anonymous} path={page.path} head={head} fold={noChoices.fold}>{page.body}</SiteFrame>
      </DrawnDocument>
    )
    const { html, link } = await print(whole)
    return { html, link: [link, ...built.styles[kind.file].map((style) => `<${style}>; rel=preload; as="style"`)].join(', ') }
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
    const pieces: Buffer[] = []
    const write = (piece: Buffer, _: string, done: () => void) => {
      pieces.push(piece)
      done()
    }
    const { pipe } = renderToPipeableStream(page, {
      maxHeadersLength: 6_000,
      onHeaders: (headers) => (link = headers.Link ?? ''),
      onError: reject,
      onShellError: reject,
      onAllReady: () => pipe(new Writable({ write })).once('finish', () => resolve({ html: withoutMarks(Buffer.concat(pieces).toString()), link })),
    })
  })
}

/** The renderer puts a comment between two texts, to find them again in the browser. Nothing else in a page looks like it: the `<` of every text is a reference. */
function withoutMarks(html: string): string {
  return html.replaceAll('<!-- -->', '')
}
