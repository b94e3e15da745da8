import { randomUUID } from 'node:crypto'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { writer } from '#lib/database.ts'
import type { Piece } from '#lib/search/cut-snippet.ts'
import { readSearch } from '#lib/search/read-search.ts'
import type { SearchPage } from '#lib/search/read-search.ts'
import { searchFilter } from '#lib/search/search-filter.ts'
import type { SearchPart } from '#lib/search/search-filter.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut } from '../cast.ts'

/** A word that stands nowhere else. Letters only, so that no language makes anything of it. */
export function unheardWord(): string {
  return `quo${randomUUID().replace(/[^a-f]/g, '')}${[...randomUUID().replace(/\D/g, '')].map((digit) => 'bdfgklmprz'[Number(digit)]).join('')}rn`
}

export async function find(asked: string | Partial<Record<SearchPart, string>>, options: { after?: string; limit?: number } = {}): Promise<SearchPage> {
  const outcome = await readSearch(searchFilter(typeof asked === 'string' ? { q: asked } : asked), options)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

/** The addresses of what is found. */
export async function paths(asked: string | Partial<Record<SearchPart, string>>): Promise<string[]> {
  return (await find(asked)).results.map(({ path }) => path)
}

export function say(pieces: Piece[]): string {
  return pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('')
}

type EssayFields = {
  title?: string; standfirst?: string; body?: string; tags?: string[]; at?: Date
  contentNotes?: { topic: string; degree: 'mentioned' | 'discussed' | 'depicted' }[]; lang?: string
}

/** An essay with these words in it. */
export async function publishedEssay(author: Viewer, { at, tags = [], lang, ...fields }: EssayFields): Promise<{ id: string; slug: string; path: string }> {
  const post = await carryOut(createPost, author, { title: 'An essay', body: 'A text.', ...fields, tags: tags.map((slug) => ({ slug, name: slug })) })
  if (lang) await writer().post.update({ where: { id: post.id }, data: { lang }, select: { id: true } })
  await carryOut(publishPost, author, { postId: post.id, publishAt: at?.toISOString() ?? '' })
  return { ...post, path: `/posts/${post.slug}` }
}
