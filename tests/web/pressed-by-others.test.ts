import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carryOut, makeCast, person, publishedReplyBy, replyBy } from '../cast.ts'
import { database, rows } from '../database/fenced-database.ts'
import { imageOf } from '../media/image-stories.ts'
import { director, film, propose } from '../moderation/proposals/films.ts'
import { reader, writer } from '#lib/database.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { cookieOf, findWithin, readHtml, startSite, textOf } from './site.ts'

// Every form that stands on somebody's own pages, pressed by everybody else: to the letter as it was made for whoever may press it.

afterAll(() => database.end())

type Element = ReturnType<typeof readHtml>
type Pressed = { page: string; button: string; fields: [string, string][] }

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
const forms: Record<'writing' | 'deleting' | 'sending' | 'suggesting' | 'looking after', Pressed[]> = { writing: [], deleting: [], sending: [], suggesting: [], 'looking after': [] }
const others: Record<string, string> = {}

beforeAll(async () => {
  cast = await makeCast()
  site = await startSite()
  const [own, film] = [await essays(), await suggested()]
  forms.writing = await formsOn(await cookieOf(cast.ada), own.flatMap(({ id, revision }) => [
    `/write/${id}`, ...['publish', 'images', 'notes', 'conversation', 'history', 'send'].map((part) => `/write/${id}/${part}`), `/write/${id}/history/${revision}`,
  ]))
  const [left, gone] = [await carryOut(createPost, cast.ada, { title: 'A draft to delete', body: 'One thing.' }), await carryOut(createPost, cast.ada, { title: 'A deleted draft', body: 'One thing.' })]
  await carryOut(deleteDraft, cast.ada, { postId: gone.id })
  forms.deleting = await formsOn(await cookieOf(cast.ada), [`/write/${left.id}/delete`, '/write/deleted'])
  forms.sending = await formsOn(await cookieOf(cast.rae), await sending())
  forms.suggesting = await formsOn(await cookieOf(cast.rae), film.own)
  forms['looking after'] = await formsOn(await cookieOf(cast.mo), film.moderated)
  await strangers([...own.map(({ id }) => id), left.id, gone.id])
}, 400_000)

/** A draft with everything that an essay can have, and one that is published and has been changed since. */
async function essays() {
  const [draft, published] = await Promise.all(['A draft', 'A published one'].map((title) => carryOut(createPost, cast.ada, { title, body: 'One thing, and then another.' })))
  if (!draft || !published) throw new Error('There is nothing to press')
  await imageOf(cast.ada, draft.id, mediaStore())
  await carryOut(makeDraftLink, cast.ada, { postId: draft.id, days: '7' })
  const series = await carryOut(createSeries, cast.ada, { title: 'A series', description: '' })
  await carryOut(createSeries, cast.ada, { title: 'Another series', description: '' })
  await carryOut(publishPost, cast.ada, { postId: published.id })
  await carryOut(addToSeries, cast.ada, { seriesId: series.id, postId: published.id })
  const comment = await publishedReplyBy(cast.rae, cast.mo, published.slug)
  await carryOut(addUpdateNote, cast.ada, { postId: published.id, kind: 'correction', body: 'It was 1753.', commentId: comment })
  await replyBy(cast.rae, published.slug)
  for (const { id } of [draft, published]) await carryOut(saveDraft, cast.ada, { postId: id, version: await versionOf(id), title: 'Changed', standfirst: '', source: 'Changed since.', reason: 'saved' })
  return Promise.all([draft, published].map(async ({ id }) => ({ id, revision: (await reader().postRevision.findFirstOrThrow({ where: { postId: id }, orderBy: { createdAt: 'asc' }, select: { id: true } })).id })))
}

const versionOf = async (id: string) => (await reader().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true } })).draftVersion

/** An essay of a reader that waits, and one that is a draft. */
async function sending(): Promise<string[]> {
  const { id } = await carryOut(beginGuestPost, cast.rae, {})
  await carryOut(saveDraft, cast.rae, { postId: id, version: await versionOf(id), title: 'Ferries', standfirst: '', source: 'There is a ferry.', reason: 'saved' })
  await carryOut(sendGuestPost, cast.rae, { postId: id, version: await versionOf(id) })
  return [`/write/${id}`, `/write/${id}/send`, `/write/${id}/history`]
}

async function suggested(): Promise<{ own: string[]; moderated: string[] }> {
  const { id, slug } = await film(cast.mo)
  const { proposalId } = await propose(cast.rae, id, [director('Ann Other')], 'I looked')
  return { own: [`/account/proposals/${proposalId}`], moderated: [`/works/${slug}/moderate`] }
}

/** Who may press nothing of it, each with what their browser says. */
async function strangers(posts: string[]) {
  const [ben, taken, resting, banned] = await Promise.all(['ben', 'cee', 'dov', 'eli'].map((name) => person(name, 'author')))
  if (!ben || !taken || !resting || !banned) throw new Error('There is nobody')
  for (const postId of posts) {
    for (const [place, each] of [taken, resting, banned].entries()) await writer().authorship.create({ data: { postId, personId: each.id, position: place + 1 } })
    await writer().authorship.deleteMany({ where: { postId, personId: taken.id } })
  }
  const ended = await cookieOf(cast.ada)
  await writer().session.deleteMany({ where: { personId: cast.ada.id } })
  Object.assign(others, { 'nobody': '', 'somebody whose session is over': ended, 'a reader': await cookieOf(cast.nia), 'another author': await cookieOf(ben) })
  for (const [who, kind] of [[resting, 'suspended'], [banned, 'banned']] as const) {
    await carryOut(takeMeasure, cast.ida, { handle: who.handle, kind, reason: 'Because', until: '', everySeconds: '' })
  }
  Object.assign(others, { 'one who was an author of it': await cookieOf(taken), 'an author who is suspended': await cookieOf(resting), 'an author who was shut out': await cookieOf(banned), 'a moderator': await cookieOf(cast.noor) })
}

/** Every form of a page that an action answers, once for each of its buttons, with something in every field. */
async function formsOn(cookie: string, pages: string[]): Promise<Pressed[]> {
  const found: Pressed[] = []
  for (const page of pages) {
    const answer = await fetch(site.url + page, { headers: { cookie }, redirect: 'manual' })
    expect([page, answer.status]).toEqual([page, 200])
    for (const form of findWithin(readHtml(await answer.text()), 'form')) found.push(...pressedOf(page, form))
  }
  return found
}

function pressedOf(page: string, form: Element): Pressed[] {
  const fields = ['input', 'textarea', 'select'].flatMap((tag) => findWithin(form, tag)).flatMap(fieldOf)
  if (!fields.some(([name]) => name.startsWith('$ACTION'))) return []
  const buttons = findWithin(form, 'button', ({ properties }) => properties?.type !== 'button')
  return buttons.map((button) => ({ page, button: textOf(button), fields: [...radiosLast(form), ...fields, ...named(button)] }))
}

function named({ properties }: Element): [string, string][] {
  return properties?.name ? [[String(properties.name), String(properties.value ?? '')]] : []
}

function fieldOf(element: Element): [string, string][] {
  const { name, type, value } = element.properties ?? {}
  if (!name || type === 'radio' || type === 'checkbox' || type === 'file' || type === 'submit') return []
  if (element.tagName === 'select') return [[String(name), String(findWithin(element, 'option').at(-1)?.properties?.value ?? '')]]
  const said = element.tagName === 'textarea' ? textOf(element) : String(value ?? '')
  return [[String(name), said || (type === 'hidden' ? '' : 'Something else')]]
}

/** The last choice of each group: the first is most often what stands there already. */
function radiosLast(form: Element): [string, string][] {
  const groups = new Map(findWithin(form, 'input', ({ properties }) => properties?.type === 'radio').map(({ properties }) => [String(properties?.name), String(properties?.value ?? 'on')]))
  return [...groups]
}

function press({ page, fields }: Pressed, cookie: string) {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  return fetch(site.url + page, { method: 'POST', headers: { ...(cookie && { cookie }), origin: site.url }, body, redirect: 'manual' })
}

/** What only says that somebody was here, or was turned away, and what the jobs of the running site write meanwhile. */
const passing = ['_prisma_migrations', 'rate_limit', 'session', 'ping', 'mail_clock', 'notice', 'mail', 'audit_event', 'security_event', 'made_anew']

/** A sum of everything that is kept, table by table. */
async function allThatIsKept(): Promise<Record<string, string>> {
  const tables = await rows(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)
  const kept: Record<string, string> = {}
  for (const name of tables.map((each) => String(each.name)).filter((each) => !passing.includes(each))) {
    const [row] = await rows(`SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM "${name}" t`)
    kept[name] = String(row?.sum)
  }
  return kept
}

const everybody = ['nobody', 'somebody whose session is over', 'a reader', 'another author', 'one who was an author of it', 'an author who is suspended', 'an author who was shut out', 'a moderator']

describe.each(Object.keys(forms) as (keyof typeof forms)[])('what is for %s', (kind) => {
  test.each(everybody.filter((who) => kind !== 'looking after' || who !== 'a moderator'))('does nothing when it is pressed by %s', async (who) => {
    const before = await allThatIsKept()
    const answers: string[] = []
    for (const pressed of forms[kind]) {
      const answer = await press(pressed, others[who] ?? '')
      const [status, to] = [answer.status, answer.headers.get('location') ?? '']
      if (!(status >= 400 && status < 500) && !to.startsWith('/sign-in')) answers.push(`${pressed.page} “${pressed.button}”: ${status} ${to}`)
      await answer.arrayBuffer()
    }
    expect(answers).toEqual([])
    expect(await allThatIsKept()).toEqual(before)
  }, 120_000)
})

test('whoever may press them finds that they do something', async () => {
  const may: Record<keyof typeof forms, [SignedIn, number]> = { writing: [cast.ada, 14], deleting: [cast.ada, 2], sending: [cast.rae, 1], suggesting: [cast.rae, 1], 'looking after': [cast.mo, 1] }
  for (const kind of Object.keys(forms) as (keyof typeof forms)[]) {
    const [who, least] = may[kind]
    const cookie = await cookieOf(who)
    let did = 0
    for (const pressed of forms[kind]) {
      const before = JSON.stringify(await allThatIsKept())
      await (await press(pressed, cookie)).arrayBuffer()
      if (JSON.stringify(await allThatIsKept()) !== before) did++
    }
    expect(did, `${kind}: ${forms[kind].length} forms`).toBeGreaterThanOrEqual(least)
  }
}, 240_000)
