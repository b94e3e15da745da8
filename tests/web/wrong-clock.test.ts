import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { passedUrl } from '#lib/media/media-pass.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { filesOf, mediaUrlOf, readMediaUrl } from '#lib/media-name.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { signPass } from '#lib/posts/publishing/password-pass.ts'
import { carryOut, makeCast, publishedReplyBy, essayBy } from '../cast.ts'
import { cookieOf, fillForm, startSite } from './site.ts'

// The clocks of two servers are wrong, and that of the database is right: what opens and shuts at some moment goes by the database.

const hour = 3_600_000
const preload = new URL('../faults/shifted-clock.mjs', import.meta.url).href

let sites: [name: string, url: string][]
let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
  const wrong = (hours: number) => startSite({ NODE_OPTIONS: `--import ${preload}`, AFTERWORD_FAULTS_SHIFT: String(hours * hour) })
  const [ahead, behind] = await Promise.all([wrong(72), wrong(-72)])
  sites = [['ahead', ahead.url], ['behind', behind.url]]
}, 300_000)

/** What both sites say of what lasts and of what is over. */
async function everywhere<Answer>(ask: (url: string) => Promise<Answer>): Promise<Record<string, Answer>> {
  return Object.fromEntries(await Promise.all(sites.map(async ([name, url]) => [name, await ask(url)])))
}

const both = <Answer>(answer: Answer) => ({ ahead: answer, behind: answer })

test('a link in a mail', async () => {
  const link = async (expiresAt: Date) => {
    const secret = makeSecret()
    await writer().mailLink.create({ data: { id: digestOf(secret), purpose: 'sign_in', email: 'rae@example.org', personId: cast.rae.id, expiresAt }, select: { id: true } })
    return secret
  }
  const [lasting, over] = [await link(new Date(Date.now() + hour / 4)), await link(new Date(Date.now() - hour))]
  const says = (secret: string) => everywhere(async (url) => (await (await fetch(`${url}/sign-in/link?token=${secret}`)).text()).includes('This link signs you in as'))
  expect([await says(lasting), await says(over)]).toEqual([both(true), both(false)])
})

test('the password of an essay, and a picture in it', async () => {
  const { id, slug } = await carryOut(createPost, cast.ada, { title: 'For the family', body: 'What only they may read.' })
  await carryOut(openByPassword, cast.ada, { postId: id, password: 'quince and medlar' })
  const { passwordHash } = await reader().post.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } })
  const passAt = (at: number) => signPass({ id, passwordHash: passwordHash ?? '' }, new Date(at))
  const reads = (pass: string) => everywhere(async (url) => (await (await fetch(`${url}/protected/${slug}`, { headers: { cookie: `afterword-pass=${pass}` } })).text()).includes('What only they may read'))
  expect([await reads(passAt(Date.now() - 239 * hour)), await reads(passAt(Date.now() - 241 * hour))]).toEqual([both(true), both(false)])
  const given = await everywhere(async (url) => {
    const door = await (await fetch(`${url}/protected/${slug}`)).text()
    const answer = await fetch(`${url}/protected/${slug}`, { method: 'POST', headers: { origin: url }, redirect: 'manual', body: fillForm(door, 'password', { password: 'quince and medlar' }) })
    const until = Number(/afterword-pass=(\d+)/.exec(answer.headers.getSetCookie().join())?.[1])
    return Math.round((until - Date.now() / 1000) / 86_400)
  })
  expect(given).toEqual(both(10))
  const name = `${randomUUID().replaceAll('-', '').slice(0, 24)}-400x300`
  await writer().media.create({ data: { name, postId: id, uploadedAt: new Date(), keptAt: new Date() } })
  const media = readMediaUrl(mediaUrlOf(name))
  for (const file of media ? filesOf(media) : []) await mediaStore().put(file, new TextEncoder().encode('a picture'))
  const sees = (at: number) => everywhere(async (url) => (await fetch(url + passedUrl(mediaUrlOf(name), new Date(at)))).status)
  expect([await sees(Date.now()), await sees(Date.now() - 3 * hour)]).toEqual([both(200), both(404)])
})

test('what somebody is told', async () => {
  const { slug } = await essayBy(cast.ada)
  const commentId = await publishedReplyBy(cast.nia, cast.mo, slug)
  const { id: decisionId } = await reader().decision.findFirstOrThrow({ where: { byId: cast.mo.id }, orderBy: { seq: 'desc' }, select: { id: true } })
  await writer().notice.deleteMany({ where: { personId: cast.nia.id } })
  const tell = (dueAt: Date) => writer().notice.create({ data: { personId: cast.nia.id, kind: 'verdict', commentId, decisionId, at: new Date(), dueAt }, select: { id: true } })
  const cookie = await cookieOf(cast.nia)
  const isTold = () => everywhere(async (url) => (await (await fetch(`${url}/notifications`, { headers: { cookie } })).text()).includes(slug))
  const { id } = await tell(new Date(Date.now() + hour))
  expect(await isTold()).toEqual(both(false))
  await writer().notice.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) }, select: { id: true } })
  expect(await isTold()).toEqual(both(true))
})
