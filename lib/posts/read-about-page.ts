import { publicReader } from '#lib/database.ts'

/** The static page that says what this site is, if it has one: the header links to it. */
export function readAboutPage(): Promise<{ slug: string } | null> {
  return publicReader().publishedPost.findFirst({ where: { slug: 'about', kind: 'page' }, select: { slug: true } })
}
