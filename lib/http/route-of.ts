import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What the build wrote down about its routes. */
type Manifest = Record<'staticRoutes' | 'dynamicRoutes', { page: string }[]>

/** One step of an address: what may follow by its name, what may follow by any name, and what takes all that follows. */
type Step = { page: string | null; named: Map<string, Step>; any: Step | null; rest: string | null }

/** Files of the build and of the server, and addresses that the server answers itself. */
const ownRoutes = ['/healthz', '/readyz', '/_own/[file]', '/_next/static/[...file]', '/_next/[...rest]']

/**
 * The route of an address, such as `/posts/[slug]`: how it is named in the log. What readers type, and what opens a page to whoever has the
 * address, stands in the brackets, and is never taken from there.
 */
export function routeOf(url: string): string {
  const segments = (url.split('?', 1)[0] ?? '').split('/').slice(1)
  return find(routes(), segments[0] === '' && segments.length === 1 ? [] : segments) ?? '/[...]'
}

let known: Step | undefined

function routes(): Step {
  return (known ??= plant([...ownRoutes, ...readPages()]))
}

/** In development there is no build, and every page is as good as another. */
function readPages(): string[] {
  try {
    const manifest: Manifest = JSON.parse(readFileSync(path.resolve('.next', 'routes-manifest.json'), 'utf8'))
    return [...manifest.staticRoutes, ...manifest.dynamicRoutes].map(({ page }) => page)
  } catch {
    return []
  }
}

/** @param pages routes as they are written: `/posts/[slug]`, `/[...old]` */
export function plant(pages: string[]): Step {
  const root = newStep()
  for (const page of pages) {
    let step = root
    const segments = page.split('/').filter(Boolean)
    const takesAll = segments.at(-1)?.startsWith('[...') === true
    for (const segment of takesAll ? segments.slice(0, -1) : segments) step = follow(step, segment)
    if (takesAll) step.rest = page
    else step.page = page
  }
  return root
}

function newStep(): Step {
  return { page: null, named: new Map(), any: null, rest: null }
}

function follow(step: Step, segment: string): Step {
  if (segment.startsWith('[')) return (step.any ??= newStep())
  const next = step.named.get(segment) ?? newStep()
  step.named.set(segment, next)
  return next
}

/** The nearest route, as the framework finds it: by name before by any name before by what takes all. */
export function find(step: Step, segments: string[]): string | null {
  const [first, ...rest] = segments
  if (first === undefined) return step.page
  const named = step.named.get(first)
  return (named && find(named, rest)) ?? (step.any && find(step.any, rest)) ?? step.rest
}
