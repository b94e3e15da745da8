import { notFound, permanentRedirect, redirect } from 'next/navigation'
import { pathPart, withQuery } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { findProtected } from '#lib/posts/publishing/read-protected.ts'

type Props = { params: Promise<{ old: string[] }>; searchParams: Promise<SearchParams> }

/** Addresses of the site that the essays came from, for ever: `/2012/03/14/slug/`, `/blog/?p=17`. */
export default async function OldAddress({ params, searchParams }: Props) {
  const path = `/${(await params).old.map(pathPart).join('/')}`
  const [address, door] = await Promise.all([findRedirect(withQuery(path, await searchParams), path), findProtected(path)])
  if (address) permanentRedirect(address)
  if (door) redirect(door)
  notFound()
}
