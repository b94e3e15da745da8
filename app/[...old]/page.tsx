import { notFound, permanentRedirect } from 'next/navigation'
import { pathPart } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'

type Props = { params: Promise<{ old: string[] }>; searchParams: Promise<SearchParams> }

/** Addresses of the site that the essays came from, for ever: `/2012/03/14/slug/`, `/blog/?p=17`. */
export default async function OldAddress({ params, searchParams }: Props) {
  const path = `/${(await params).old.map(pathPart).join('/')}`
  const address = (await findRedirect(withQuery(path, await searchParams))) ?? (await findRedirect(path))
  if (address) permanentRedirect(address)
  notFound()
}

function withQuery(path: string, query: SearchParams): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each]))
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path
}
