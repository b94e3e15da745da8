import type { Prisma } from '#database'
import { publicReader, reader } from '#lib/database.ts'
import { giveBack, networkOf, takeLimits } from '#lib/limits.ts'
import { verifyPassword } from '#lib/people/hash-password.ts'
import { findRedirect, spellings } from '#lib/posts/find-redirect.ts'
import { noSuchEssay } from '#lib/posts/permit-author.ts'
import { postPath, protectedPath } from '#lib/posts/post-path.ts'
import { opens, signPass } from '#lib/posts/publishing/password-pass.ts'
import { privateText, shapePrivate } from '#lib/posts/publishing/private-text.ts'
import type { PrivateText } from '#lib/posts/publishing/private-text.ts'
import { done, refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A text, or the fact that it takes a password. */
export type ProtectedPost = { locked: true } | { locked: false; text: PrivateText }

/**
 * A post that is read by whoever knows its password. Its authors need none. Null where there is none of this slug that was opened: it is then
 * like any other draft.
 * @param pass what the visitor's cookie says
 */
export async function readProtected(viewer: Viewer, slug: string, pass: string, now: Date): Promise<ProtectedPost | null> {
  const post = await findOpened(slug)
  if (!post) return null
  const author = post.authorships.some(({ personId }) => personId === viewer.id)
  if (!author && !opens(pass, post, now)) return { locked: true }
  const full = await reader().post.findUnique({ where: { id: post.id }, select: { lang: true, passwordSince: true, authorships: privateText.authorships, publishedRevision: privateText.revision } })
  return full?.publishedRevision ? { locked: false, text: shapePrivate(full, full.publishedRevision, full.passwordSince ?? now) } : null
}

/**
 * Takes a password for a post. Wrong ones are counted, by network and by post.
 * @param from the address on the network that the request came from
 * @returns what the cookie is to say
 */
export async function giveProtectedPassword({ slug, password }: { slug: string; password: string }, from: string, now: Date): Promise<Outcome<{ pass: string }>> {
  if (password === '') return refuseField('password', 'Please give the password.')
  const post = await findOpened(slug)
  if (!post) return noSuchEssay
  const counted = [['post-password-network', networkOf(from)], ['post-password', post.id]] as const
  const tooMany = await takeLimits(counted)
  if (tooMany) return tooMany
  if (password.length > 1000 || !(await verifyPassword(post.passwordHash, password))) return refuseField('password', 'This is not the password.')
  await Promise.all(counted.map(([name, key]) => giveBack(name, key)))
  return done({ pass: signPass(post, now) })
}

/**
 * The page of a post that whoever has its password may read, by any address that the post has or had. Null where there is none: what was
 * not opened is like any other draft.
 */
export async function findProtected(address: string): Promise<string | null> {
  const paths = spellings(address)
  const slugs = paths.flatMap((path) => /^\/posts\/([^/?]+)$/.exec(path)?.[1] ?? [])
  const post = await reader().post.findFirst({ where: { OR: [{ slug: { in: slugs } }, { redirects: { some: { fromPath: { in: paths } } } }], ...opened }, select: { slug: true } })
  return post && protectedPath(post.slug)
}

/** The page of a post that everybody may read, by a slug that it has or had; null where there is none. */
export async function findPublished(slug: string): Promise<string | null> {
  const post = await publicReader().publishedPost.findUnique({ where: { slug }, select: { slug: true } })
  return post ? postPath(post.slug) : findRedirect(postPath(slug))
}

/** An archived one is closed to everybody. */
const opened = { state: 'draft', passwordSince: { not: null }, passwordHash: { not: null } } satisfies Prisma.PostWhereInput

type Opened = { id: string; passwordHash: string; authorships: { personId: string }[] }

async function findOpened(slug: string): Promise<Opened | null> {
  const post = await reader().post.findFirst({
    where: { slug, ...opened },
    select: { id: true, passwordHash: true, authorships: { select: { personId: true } } },
  })
  return post?.passwordHash ? { ...post, passwordHash: post.passwordHash } : null
}
