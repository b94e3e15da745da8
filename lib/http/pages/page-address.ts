import { readTheme, themeCookie } from '#lib/themes.ts'
import type { Theme } from '#lib/themes.ts'
import { readOnce } from '../read-once.ts'

/** A page that is the same for everybody who sees the site in the same colours. */
export type PageAddress = {
  kind: PageKind
  /** Path and query in the one form in which the page is rendered and kept, however it was asked for. */
  url: string
  theme: Theme
  /** The essay whose page it is, by its address; null for pages about more than one. */
  essay: string | null
}

export type PageKind = 'essay' | 'list' | 'work' | 'log' | 'fixed'

type Page = {
  kind: PageKind
  /** Path by path, `*` for one part that names something. */
  path: string
  /** Parameters that make another page of it, each with the values that do; said with another value, or twice, it is rendered for whoever asks. */
  keyed?: Record<string, RegExp>
  /** Parameters with which it is rendered for whoever asks: they name one of many places, or are about the asker. All others mean nothing and are left out. */
  asked?: readonly string[]
}

const number = /^[1-9]\d{0,6}$/
const lists = ['before', 'all'] as const

/**
 * The pages that are kept. Each has as many forms as the site has things, and no stranger can make more of them: what does not exist
 * answers 404 and is not kept, and places within long lists are not either.
 */
export const pages: readonly Page[] = [
  { kind: 'list', path: '/', asked: [...lists, 'p', 'page_id'] },
  { kind: 'essay', path: '/posts/*', keyed: { page: number, order: /^(newest|oldest)$/ }, asked: ['branch', 'after', 'all', 'reply', 'edit', 'moderate', 'taken'] },
  { kind: 'essay', path: '/posts/*/latest' },
  { kind: 'essay', path: '/posts/*/comments/feed.xml' },
  { kind: 'essay', path: '/posts/*/history' },
  { kind: 'list', path: '/people/*', asked: lists },
  { kind: 'list', path: '/tags/*', asked: lists },
  { kind: 'list', path: '/series/*', asked: ['all'] },
  { kind: 'work', path: '/works', asked: ['after'] },
  { kind: 'work', path: '/works/*', asked: ['all'] },
  { kind: 'work', path: '/works/*/essays', asked: ['after', 'all'] },
  { kind: 'work', path: '/works/*/conversation', asked: lists },
  { kind: 'work', path: '/works/*/history', asked: ['before'] },
  { kind: 'log', path: '/log', asked: ['before'] },
  ...['', '/people/*', '/tags/*'].flatMap((of) => ['feed.xml', 'atom.xml', 'feed.json'].map((feed) => ({ kind: 'list', path: `${of}/${feed}` }) as const)),
  { kind: 'list', path: '/sitemap.xml', keyed: { part: number } },
  { kind: 'fixed', path: '/robots.txt' },
  { kind: 'fixed', path: '/opensearch.xml' },
]

const byShape = new Map(pages.map((page) => [page.path, page]))

/** Parts of a path that are the same for every page of a kind; any other names something. */
const words = new Set(pages.flatMap(({ path }) => path.split('/')).filter((part) => part !== '*'))

/** `/works/find` and `/works/propose` are pages of their own. */
const ofTheirOwn = /^\/works\/(find|propose)$/

/** Longer ones name nothing here, in characters. */
const longest = 600

type Asked = { method?: string; url?: string; headers: Record<string, string | string[] | undefined> }

/** In which colours somebody reads of whom nothing else is known; null where somebody says more of themselves, or wants something else than a page. */
export function readerOf({ method, headers }: Asked): Theme | null {
  if ((method !== 'GET' && method !== 'HEAD') || headers.authorization !== undefined || headers.rsc !== undefined || headers['next-action'] !== undefined) return null
  return themeOf(String(headers.cookie ?? ''))
}

/** The page that somebody asks for, where it can be one that is the same for everybody; null where it has to be made for them. */
export function pageAddressOf(asked: Asked): PageAddress | null {
  const theme = readerOf(asked)
  const { url = '' } = asked
  const named = theme === null || url.length > longest ? null : readAddress(url)
  return named && theme ? { ...named, theme } : null
}

/** What an address names, however it is written. */
const readAddress = readOnce(2_000, (url): Omit<PageAddress, 'theme'> | null => {
  const [path = '', query = ''] = splitOnce(url, '?')
  const parts = path.split('/').map(readPart)
  if (parts.includes(null) || parts[2] === '' || ofTheirOwn.test(path)) return null
  // The third part names a thing, whatever it is called.
  const page = byShape.get(parts.map((part, place) => (place === 2 || !words.has(part ?? '') ? '*' : part)).join('/'))
  const kept = page ? queryOf(page, query) : null
  if (!page || kept === null) return null
  const clean = parts.map((part) => encodeURIComponent(part ?? '')).join('/')
  return { kind: page.kind, url: clean + kept, essay: page.kind === 'essay' ? (parts[2] ?? null) : null }
})

/** What stands for one page among those that are kept. */
export function keyOf({ theme, url }: PageAddress): string {
  return `${theme} ${url}`
}

/**
 * The colours that the cookies ask for; null where there is another cookie of ours, which may say who asks. All of ours are called after the site;
 * those of others are nothing to us.
 */
function themeOf(cookies: string): Theme | null {
  if (!cookies.includes('afterword')) return 'system'
  const own = cookies.split(';').map((cookie) => splitOnce(cookie.trim(), '=')).filter(([name = '']) => name.includes('afterword'))
  if (own.length === 0) return 'system'
  if (own.length > 1 || own[0]?.[0] !== themeCookie) return null
  return readTheme(own[0][1])
}

function splitOnce(text: string, at: string): [string, string?] {
  const place = text.indexOf(at)
  return place === -1 ? [text] : [text.slice(0, place), text.slice(place + 1)]
}

/** One part of the path as pages read it, so that its many spellings are one page; null where it cannot be read. */
function readPart(part: string): string | null {
  if (!part.includes('%')) return part.normalize('NFC')
  try {
    const read = decodeURIComponent(part).normalize('NFC')
    return read.includes('/') ? null : read
  } catch {
    return null
  }
}

/** The query under which a page is kept; null where it is made for whoever asks. */
function queryOf({ keyed = {}, asked = [] }: Page, query: string): string | null {
  if (query === '') return ''
  const said = new URLSearchParams(query)
  if (asked.some((name) => said.has(name))) return null
  const kept = new URLSearchParams()
  for (const [name, values] of Object.entries(keyed)) {
    const [value, again] = said.getAll(name)
    if (again !== undefined || (value !== undefined && !values.test(value))) return null
    // The first page is the address without a number.
    if (value !== undefined && !(name === 'page' && value === '1')) kept.set(name, value)
  }
  return kept.size > 0 ? `?${kept}` : ''
}
