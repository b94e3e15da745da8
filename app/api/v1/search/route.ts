import { handler, route } from '#app/_web/handler.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { networkOf, takeLimit } from '#lib/limits.ts'
import * as operations from '#lib/openapi/operations.ts'
import { done } from '#lib/refusal.ts'
import { readSearch } from '#lib/search/read-search.ts'
import { searchFilter } from '#lib/search/search-filter.ts'

const search = handler(operations.search, async ({ query }) => {
  const { after, limit, ...asked } = query
  const tooMany = await takeLimit('search-network', networkOf(requestContext()?.address ?? ''))
  if (tooMany) return tooMany
  const page = await readSearch(searchFilter(asked), { after, ...(limit !== undefined && { limit }) })
  if (!page.ok) return page
  const { results, next, begins } = page.value
  return done({ items: results.map(({ path, ...result }) => ({ ...result, url: path })), next, begins })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: search })
