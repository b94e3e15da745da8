import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { chooseSlug, suggestSlug } from '#lib/posts/choose-slug.ts'
import { done } from '#lib/refusal.ts'
import { lockImport } from './import-authors.ts'

const format = z.enum(['markdown', 'html'])
const ping = z.object({
  key: z.string(), kind: z.enum(['pingback', 'trackback']), title: z.string(), url: z.string(), text: z.string(), at: z.date(), approved: z.boolean(),
})
const post = z.object({
  key: z.string(), kind: z.enum(['essay', 'page']), state: z.enum(['published', 'scheduled', 'draft']), at: z.date().nullable(),
  slug: z.string(), title: z.string(), excerpt: z.string(), source: z.string(), format, html: z.string(), text: z.string(),
  rendererVersion: z.number(), headings: z.array(z.object({ id: z.string(), text: z.string(), level: z.number() })), words: z.number(),
  lang: z.string(), commentsOpen: z.boolean(), password: z.string(), openByPassword: z.boolean(),
  authorIds: z.array(z.uuid()), tagSlugs: z.array(z.string()), oldPaths: z.array(z.string()),
  cover: z.object({ address: z.string(), alt: z.string(), caption: z.string() }).nullable(),
})
type Post = z.output<typeof post>
type Ping = z.output<typeof ping>

/**
 * A post or page of an import with its only revision, its place among authors, tags and old addresses, and the pings it got.
 * One that an earlier run brought stays as people have made it since; only pings that came later are added, and what stood above it is remembered.
 * @returns what was added, and the addresses that belong to another post already
 */
export const importPost = command({
  name: 'import-post',
  input: z.strictObject({ siteKey: z.string().min(1), post, pings: z.array(ping) }),
  least: 'operator',
  async load(tx, { siteKey, post: { key } }) {
    await lockImport(tx, siteKey)
    return { known: await tx.post.findUnique({ where: { importKey: key }, select: { id: true, deletedDraft: { select: { postId: true } } } }) }
  },
  permit: () => null,
  async perform({ tx, input, subject: { known }, now }) {
    const id = known?.id ?? (await addPost(tx, input.post, now))
    const redirects = known ? { added: 0, taken: [] } : await addRedirects(tx, id, input.post.oldPaths, now)
    const pings = await addPings(tx, id, input.pings)
    if (input.post.cover && !known?.deletedDraft) await tx.importCover.createMany({ data: { postId: id, ...input.post.cover }, skipDuplicates: true })
    return done({ id, added: !known, pings, redirects: redirects.added, takenPaths: redirects.taken }, { type: 'post', id })
  },
})

async function addPost(tx: Transaction, given: Post, now: Date): Promise<string> {
  const { at, kind, key, lang, password, title } = given
  const slug = await chooseSlug(tx, given.slug || suggestSlug(title))
  const tags = await tx.tag.findMany({ where: { slug: { in: given.tagSlugs } }, select: { id: true, slug: true } })
  const { id } = await tx.post.create({
    data: {
      slug, kind, lang, importKey: key, createdAt: at ?? now, updatedAt: at ?? now, commentsMode: given.commentsOpen ? 'open' : 'closed',
      ...(password !== '' && { passwordHash: await hashPassword(password) }),
    },
    select: { id: true },
  })
  await tx.authorship.createMany({ data: given.authorIds.map((personId, position) => ({ postId: id, personId, position })) })
  await tx.postTag.createMany({ data: tags.map((tag) => ({ postId: id, tagId: tag.id, position: given.tagSlugs.indexOf(tag.slug) })) })
  const revisionId = await addRevision(tx, id, given, at ?? now)
  await tx.post.update({ where: { id }, data: placeOf(given, revisionId, now), select: { id: true } })
  return id
}

/** The revision is as old as the post, so that no imported post looks revised today. */
async function addRevision(tx: Transaction, postId: string, given: Post, at: Date): Promise<string> {
  const { title, excerpt, source, html, text, headings, words, rendererVersion } = given
  const { id } = await tx.postRevision.create({
    data: {
      postId, title, excerpt, source, format: given.format, html, text, headings, words, rendererVersion,
      reason: 'imported', editorId: given.authorIds[0] ?? null, createdAt: at,
    },
    select: { id: true },
  })
  return id
}

function placeOf({ state, at, openByPassword }: Post, revisionId: string, now: Date) {
  const both = { publishedRevisionId: revisionId, draftRevisionId: revisionId }
  if (openByPassword) return { ...both, passwordSince: at ?? now }
  if (state === 'draft' || !at) return { draftRevisionId: revisionId }
  return state === 'scheduled' ? { ...both, state: 'scheduled' as const, publishAt: at } : { ...both, state: 'published' as const, publishedAt: at }
}

/** An address that leads to another post already keeps leading there. */
async function addRedirects(tx: Transaction, postId: string, paths: string[], now: Date) {
  const { slug } = await tx.post.findUniqueOrThrow({ where: { id: postId }, select: { slug: true } })
  const slugs = paths.flatMap((path) => /^\/posts\/([^/?]+)$/.exec(path)?.[1] ?? [])
  const posts = await tx.post.findMany({ where: { slug: { in: slugs } }, select: { slug: true } })
  const present = new Set(posts.map((each) => `/posts/${each.slug}`))
  const wanted = paths.filter((path) => !present.has(path))
  const added = await tx.redirect.createManyAndReturn({
    data: wanted.map((fromPath) => ({ fromPath, postId, source: 'import' as const, createdAt: now })),
    skipDuplicates: true,
    select: { fromPath: true },
  })
  const taken = paths.filter((path) => path !== `/posts/${slug}` && !added.some(({ fromPath }) => fromPath === path))
  return { added: added.length, taken }
}

async function addPings(tx: Transaction, postId: string, pings: Ping[]): Promise<number> {
  const data = pings.map(({ key, ...rest }) => ({ ...rest, postId, importKey: key }))
  return (await tx.ping.createMany({ data, skipDuplicates: true })).count
}
