import type { Transaction } from '#lib/database.ts'
import { refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** Whose texts a rule looks at: all, those under the posts of an author, those under one post. */
export const scopes = ['site', 'author', 'post'] as const
export type Scope = (typeof scopes)[number]

export type FoundScope = { authorId: string | null; postId: string | null }

/**
 * Finds what a scope names.
 * @param of the handle of an author, with or without its @, or the address or slug of a post
 */
export async function findRuleScope(tx: Transaction, scope: Scope, of: string): Promise<FoundScope | Refusal> {
  if (scope === 'site') return { authorId: null, postId: null }
  if (scope === 'author') {
    const author = await tx.person.findUnique({ where: { handle: of.replace(/^@/, '').toLowerCase() }, select: { id: true } })
    return author ? { authorId: author.id, postId: null } : refuseField('of', 'Nobody here has this handle. Please give the handle of the author.')
  }
  const slug = /(?:^|\/posts\/)([^/?#]+)\/?(?:[?#].*)?$/.exec(of)?.[1] ?? ''
  const post = await tx.post.findUnique({ where: { slug }, select: { id: true } })
  return post ? { authorId: null, postId: post.id } : refuseField('of', 'There is no such post. Please give its address, as it stands in the browser.')
}
