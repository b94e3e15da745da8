import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, replyBy } from '../cast.ts'
import { reader, publicReader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { follow } from '#lib/notices/follow.ts'
import { mute } from '#lib/people/mute.ts'
import type { SignedIn } from '#lib/viewer.ts'
import type { Site } from '../../scripts/serve-site.ts'
import { cookieOf, startSite, tokenOf } from './site.ts'

let site: Site
let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  essay = await essayBy(cast.ada)
  await carryOut(follow, cast.rae, { postId: essay.id, wanted: 'yes' })
  site = await startSite()
}, 300_000)

/** A word that stands nowhere else. */
const canary = () => `canary${randomUUID().replaceAll('-', '').slice(0, 10)}`
const choose = (who: SignedIn, name: string) => carryOut(editProfile, who, { name, pronouns: '', biography: '', website: '' })

/** What an address says. A search repeats what it was asked for: it tells of a name only what it does not say of a word that nobody has. */
async function saidAt(path: string, headers: Record<string, string>, name: string): Promise<string> {
  const read = async (address: string) => (await (await fetch(site.url + address, { headers })).text()).toLowerCase()
  const text = await read(path)
  if (!path.includes(`q=${name}`)) return text
  const other = canary()
  const repeated = (await read(path.replace(name, other))).split(other).length
  return text.split(name).length === repeated ? text.replaceAll(name, '') : text
}

/** Everything that somebody else can come by: pages, feeds, lists, search, the API, their own notices and mail, the views themselves. */
async function allThatOthersRead(who: SignedIn, commentId: string, name: string): Promise<string> {
  const { slug } = essay
  const paths = [
    '/', `/posts/${slug}`, `/posts/${slug}?order=newest`, `/posts/${slug}?order=time`, `/posts/${slug}?branch=${commentId}`, `/posts/${slug}/latest`, `/posts/${slug}/comments/feed.xml`,
    `/c/${commentId}`, `/c/${commentId}/history`, `/c/${commentId}/report`, `/people/${who.handle}`, `/people/${who.handle}/feed.xml`, `/people/${who.handle}/atom.xml`,
    `/people/${who.handle}/feed.json`, '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/log', '/series', `/search?q=${name}`, `/search?q=${who.handle}`,
    `/search?person=${who.handle}&q=thought`, `/api/v1/posts/${slug}/comments`, `/api/v1/comments/${commentId}`, `/api/v1/search?q=${name}`, `/notifications`, '/account/notices', '/account/comments',
  ]
  const rae = { cookie: await cookieOf(cast.rae) }
  const bearer = { authorization: `Bearer ${await tokenOf(cast.rae)}` }
  const texts: string[] = []
  for (const path of paths) {
    for (const headers of path.startsWith('/api') ? [{}, bearer] : [{}, rae, { ...rae, RSC: '1' }]) {
      texts.push(`${path.replace(name, '')} ${await saidAt(path, headers as Record<string, string>, name)}`)
    }
  }
  const views = await publicReader().$queryRaw<{ name: string }[]>`SELECT viewname AS name FROM pg_views WHERE schemaname = 'public' AND viewname LIKE 'published%'`
  for (const { name: view } of views) {
    const [row] = await writer().$queryRawUnsafe<{ text: string | null }[]>(`SELECT string_agg(to_jsonb(v)::text, ' ') AS text FROM ${view} v`)
    texts.push(`${view} ${row?.text ?? ''}`)
  }
  const mail = await reader().mail.findMany({ where: { to: { contains: cast.rae.handle } }, select: { subject: true, text: true, html: true } })
  return [...texts, JSON.stringify(mail)].join('\n').toLowerCase()
}

/** Where a word stands, for whoever reads the failure. */
function placesOf(word: string, all: string): string[] {
  return all.split('\n').filter((line) => line.includes(word)).map((line) => line.slice(0, Math.max(0, line.indexOf(word))).slice(-120))
}

test('a name that was never read, one that waits and one that was refused stand in nothing that others read; the approved one does', async () => {
  const [first, next, refused] = [canary(), canary(), canary()]
  const nia = await person('nia', 'reader')
  await choose(nia, first)
  const comment = await replyBy(nia, essay.slug)
  expect(placesOf(first, await allThatOthersRead(nia, comment, first))).toEqual([])
  expect((await fetch(`${site.url}/people/${nia.handle}`)).status).toBe(404)
  await expect(carryOut(mute, cast.rae, { handle: nia.handle, muted: 'yes' })).rejects.toThrow(/nobody of this name/)
  await decideNow(cast.mo, comment, 'approve')
  expect(placesOf(first, await allThatOthersRead(nia, comment, first))).not.toEqual([])
  await carryOut(mute, cast.rae, { handle: nia.handle, muted: 'yes' })

  await choose(nia, next)
  const waiting = await allThatOthersRead(nia, comment, next)
  expect([placesOf(next, waiting), placesOf(first, waiting).length > 0]).toEqual([[], true])
  const item = await reader().reviewItem.findFirstOrThrow({ where: { personId: nia.id, kind: 'name', state: 'waiting' }, select: { id: true, version: true } })
  await carryOut(decide, cast.mo, { itemId: item.id, version: item.version, action: 'approve' })
  expect(placesOf(next, await allThatOthersRead(nia, comment, next))).not.toEqual([])
  expect((await allThatOthersRead(nia, comment, next)).includes(first)).toBe(false)

  await choose(nia, refused)
  const again = await reader().reviewItem.findFirstOrThrow({ where: { personId: nia.id, kind: 'name', state: 'waiting' }, select: { id: true, version: true } })
  await carryOut(decide, cast.mo, { itemId: again.id, version: again.version, action: 'reject', reasonCode: 'spam' })
  expect(placesOf(refused, await allThatOthersRead(nia, comment, refused))).toEqual([])
}, 240_000)

test('who has a name that waits reads so on the account, without a script, and takes it back by a form', async () => {
  const nia = await person('nia', 'reader')
  await publishedReplyBy(nia, cast.mo, essay.slug)
  await choose(nia, 'Nia Prosser')
  const page = await (await fetch(`${site.url}/account`, { headers: { cookie: await cookieOf(nia) } })).text()
  expect(page).toContain('Waiting: <!-- -->Nia Prosser')
  expect(page).toMatch(/Until then you appear as (<!-- -->)?nia/)
  expect(page).toContain('Take it back')
})
