/** A work as the picker shows it. */
export type FoundWork = { slug: string; title: string; year: number | null; kind: string; by: string }

/** Works whose title begins like that, at most eight. Null when they could not be asked for. */
export async function findWorks(query: string, signal: AbortSignal): Promise<FoundWork[] | null> {
  try {
    const response = await fetch(`/works/find?q=${encodeURIComponent(query)}`, { signal })
    return response.ok ? readWorks(await response.json()) : null
  } catch {
    return null
  }
}

/** What an answer of `/works/find` says. */
export function readWorks(body: unknown): FoundWork[] {
  const items = typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items) ? body.items : []
  return items.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('slug' in item) || !('title' in item)) return []
    const year = 'year' in item && typeof item.year === 'number' ? item.year : null
    return [{ slug: String(item.slug), title: String(item.title), year, kind: 'kind' in item ? String(item.kind) : '', by: 'by' in item ? String(item.by) : '' }]
  })
}
