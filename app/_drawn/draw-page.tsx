import { renderToStaticMarkup } from 'react-dom/server'
import type { SearchParams } from '#app/_web/search-params.ts'
import { pathPart } from '#app/_web/search-params.ts'
import { readSiteHead } from '#components/site/read-site-head.ts'
import { SiteFrame } from '#components/site/site-frame.tsx'
import { inPieces } from '#components/ui/markup.ts'
import type { BuiltParts, DrawnFile, DrawPage } from '#lib/http/documents/drawing.ts'
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
    const [page, asked] = await Promise.all([kind.show(name, queryOf(new URLSearchParams(query))), kind.asksHead ? null : readSiteHead(anonymous)])
    const head = page?.head ?? asked
    if (!page || !head) return null
    const whole = (
      <DrawnDocument built={built} file={kind.file} theme={theme} words={page.words}>
        <SiteFrame viewer={anonymous} path={page.path} head={head} fold={noChoices.fold}>{page.body}</SiteFrame>
      </DrawnDocument>
    )
    // Everything is known by now, so there is one pass, and nothing of it comes late.
    return { pieces: inPieces(() => `<!DOCTYPE html>${renderToStaticMarkup(whole)}`), link: fetchedEarly(built, kind.file) }
  }
}

/** As the framework hands it over. */
function queryOf(said: URLSearchParams): SearchParams {
  return Object.fromEntries([...new Set(said.keys())].map((name) => {
    const values = said.getAll(name)
    return [name, values.length > 1 ? values : values[0]]
  }))
}

/** What a browser fetches before it reads the page, as the framework says it. */
function fetchedEarly({ fonts, styles }: BuiltParts, file: DrawnFile): string {
  return [...fonts.map((font) => `<${font}>; rel=preload; as="font"; crossorigin=""; type="font/woff2"`), ...styles[file].map((style) => `<${style}>; rel=preload; as="style"`)].join(', ')
}
