import { Prisma } from '#database'
import { ask } from '#lib/ask.ts'
import { reader } from '#lib/database.ts'
import { readAddresses } from '#lib/feeds/read-addresses.ts'
import { readConversationFeed } from '#lib/feeds/read-conversation-feed.ts'
import { readFeed } from '#lib/feeds/read-feed.ts'
import { readOwnComments } from '#lib/moderation/cases/read-own-comments.ts'
import { readNotices, unreadNotices } from '#lib/moderation/notices/read-notices.ts'
import { readFrontPage } from '#lib/posts/read-front-page.ts'
import { readPerson } from '#lib/posts/read-person.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { relatedTo } from '#lib/posts/read-related.ts'
import { readRepliesAbout } from '#lib/posts/read-replies-about.ts'
import { readTag } from '#lib/posts/read-tag.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** What readers wait for on the pages around the essays, with the busiest tag, author, reader and work that there are. */
export const siteOperations = {
  'an essay and what stands around it': async () => there(await readPost(await essay())),
  'what to read after it': async () => ask(relatedTo((await there(await readPost(await essay()))).id, [])),
  'the front page': async () => there(await readFrontPage(undefined)),
  'older essays': async () => there(await readFrontPage(await olderSlug())),
  'a tag': async () => there(await readTag(await tag(), undefined)),
  'an author': async () => there(await readPerson(await author(), undefined)),
  'a reader who wrote much': async () => there(await readPerson((await talker()).handle, undefined)),
  'the conversation about a work': async () => there(await readRepliesAbout(await work(), 30, undefined, [])),
  'the feed': async () => there(await readFeed({})),
  'the feed of a tag': async () => there(await readFeed({ tag: await tag() })),
  'the feed of an author': async () => there(await readFeed({ person: await author() })),
  'the feed of a conversation': async () => there(await readConversationFeed(await essay())),
  'the sitemap': () => readAddresses(1),
  'notifications': async () => readNotices(await told(), new Date()),
  'the number of new ones': async () => ask(unreadNotices(await told(), new Date())),
  'own comments': async () => there(await readOwnComments(await talker(), 'published')),
} satisfies Record<string, () => Promise<unknown>>

const known = new Map<string, Promise<unknown>>()

/** Looked for once: it takes longer than what is measured. */
function once<Value>(name: string, find: () => Promise<Value>): Promise<Value> {
  const found = known.get(name) ?? find()
  known.set(name, found)
  return found as Promise<Value>
}

const essay = () => first('essay', Prisma.sql`SELECT slug AS it FROM published_post ORDER BY comment_count DESC LIMIT 1`)
const olderSlug = () => first('older', Prisma.sql`SELECT slug AS it FROM published_post WHERE listed ORDER BY published_at DESC OFFSET 10 LIMIT 1`)
const tag = () => first('tag', Prisma.sql`SELECT t.slug AS it FROM post_tag p JOIN tag t ON t.id = p.tag_id GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`)
const author = () => first('author', Prisma.sql`SELECT w.handle AS it FROM authorship a JOIN person w ON w.id = a.person_id GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`)
const work = () => first('work', Prisma.sql`SELECT work_id::text AS it FROM revision_work GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`)
const talker = () => once('talker', () => personOf(Prisma.sql`SELECT author_id FROM comment WHERE state = 'published' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`))
const told = () => once('told', () => personOf(Prisma.sql`SELECT person_id FROM notice GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`))

function first(name: string, query: Prisma.Sql): Promise<string> {
  return once(name, async () => there((await reader().$queryRaw<{ it: string }[]>(query))[0]).it)
}

async function personOf(id: Prisma.Sql): Promise<SignedIn> {
  const [person] = await reader().$queryRaw<Pick<SignedIn, 'id' | 'handle' | 'name' | 'role'>[]>`SELECT id, handle, name, role::text AS role FROM person WHERE id = (${id})`
  return { ...there(person), suspended: false, emailVerified: true }
}

function there<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('There is nothing to measure with.')
  return value
}
