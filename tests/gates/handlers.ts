import { randomUUID } from 'node:crypto'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { publishedReplyBy } from '../cast.ts'
import { photograph } from '../media/bad-files.ts'
import { imageOf } from '../media/image-stories.ts'
import { member } from '../people/stories.ts'
import type { Kind, World } from './people.ts'
import { essayOf } from './scenes/scene.ts'
import type { Scene } from './scenes/scene.ts'
import { scenes } from './scenes/scenes.ts'
import { everybody, itsAuthors, membersAndSuspended, moderators } from './who-may.ts'

/** What is asked of an address, and whose it is. */
type Asked = { path: string; body?: BodyInit; headers?: Record<string, string>; owner?: Scene['owner']; may?: readonly Kind[] }

/** One method of one address. */
export type Handler = {
  /** The command that it carries out. */
  does?: string
  /** Where it carries out none. */
  who?: readonly Kind[]
  ask: (world: World) => Promise<Asked>
  /** Only a session opens it: our own pages ask, and no program. */
  sessionOnly?: true
  /** Everybody reads it, but a program that shows a token which is none is told. */
  forPrograms?: true
  /** How it answers those who may not, where not by 401, 403 and 404 as everywhere. */
  refusedBy?: number[]
  /** Nothing that is kept changes for whoever may. */
  quiet?: true
}

const json = (body: object) => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
const form = (fields: Record<string, string>) => ({ body: new URLSearchParams(fields) })

/** An address that only reads. */
function read(who: readonly Kind[], path: string | ((world: World) => Promise<string>), more: Partial<Handler> = {}): Handler {
  return { who, quiet: true, ask: async (world) => ({ path: typeof path === 'string' ? path : await path(world) }), ...more }
}

/** An address that carries out a command with the input of its scene. */
function does(command: string, request: (input: Record<string, string>) => Omit<Asked, 'owner'>, more: Partial<Handler> = {}): Handler {
  return {
    does: command, ...more,
    ask: async (world) => {
      const scene = await scenes[command]?.(world)
      if (!scene) throw new Error(`There is no scene for ${command}`)
      return { ...request(scene.input as Record<string, string>), owner: scene.owner }
    },
  }
}

const slugOf = async (world: World) => (await essayOf(world)).slug
const commentOf = async (world: World) => publishedReplyBy(world.rae, world.mo, await slugOf(world))

/** Every method of every route handler, by its folder below `app`. */
export const handlers: Record<string, Handler[]> = {
  'account/comments/waiting GET': [read(membersAndSuspended, `/account/comments/waiting?id=${randomUUID()}`, { sessionOnly: true })],
  'account/data GET': [read(membersAndSuspended, '/account/data')],
  'account/texts GET': [read(membersAndSuspended, '/account/texts')],
  'account/drafts POST': [does('keep-draft', (input) => ({ path: '/account/drafts', ...json({ ...input, draftVersion: 0, idempotencyKey: '' }) }))],
  // Who may not is led to a page that asks them to sign in.
  'account/reading/carry POST': [does('choose-reading', () => ({ path: '/account/reading/carry', ...form({ fold: 'own', then: '/' }) }), { sessionOnly: true, refusedBy: [303] })],
  'account/reading/carry GET': [read(everybody, '/account/reading/carry')],
  'api/auth/[...nextauth] GET': [read([], '/api/auth/callback/github?code=x&state=x', { refusedBy: [404] }), read([], '/api/auth/session', { refusedBy: [404] })],
  'api/v1/[...nothing] *': [read([], '/api/v1/nothing/of/the/kind', { refusedBy: [404] })],
  'api/v1/comments/[id] GET': [read(everybody, async (world) => `/api/v1/comments/${await commentOf(world)}`, { forPrograms: true })],
  'api/v1/moderation/decisions/[id]/undo POST': [does('undo-decision', ({ decisionId = '' }) => ({ path: `/api/v1/moderation/decisions/${decisionId}/undo` }))],
  'api/v1/moderation/items/[id]/decisions POST': [does('decide', ({ itemId = '', version = '' }) => ({ path: `/api/v1/moderation/items/${itemId}/decisions`, ...json({ action: 'approve', version: Number(version) }) }))],
  'api/v1/moderation/items/[id]/precedents GET': [read(moderators, async (world) => `/api/v1/moderation/items/${(await itemOf(world)).itemId}/precedents`)],
  'api/v1/moderation/queue GET': [read(moderators, '/api/v1/moderation/queue')],
  'api/v1/openapi.json GET': [read(everybody, '/api/v1/openapi.json')],
  'api/v1/posts/[slug]/comments GET': [read(everybody, async (world) => `/api/v1/posts/${await slugOf(world)}/comments`, { forPrograms: true })],
  'api/v1/posts/[slug]/comments POST': [does('post-reply', ({ slug = '', body = '' }) => ({ path: `/api/v1/posts/${slug}/comments`, ...json({ body }) }))],
  'api/v1/search GET': [read(everybody, '/api/v1/search?q=essay', { forPrograms: true })],
  'atom.xml GET': [read(everybody, '/atom.xml')],
  'feed.json GET': [read(everybody, '/feed.json')],
  'feed.xml GET': [read(everybody, '/feed.xml')],
  'media/[name] GET': [{ quiet: true, who: [...itsAuthors, 'a moderator', 'a token of a moderator'], sessionOnly: true, refusedBy: [404], ask: image }],
  'moderation/bulk/[id]/progress GET': [read(moderators, async (world) => `/moderation/bulk/${(await bulkOf(world)).bulkId}/progress`, { sessionOnly: true })],
  'moderation/insights/[part] GET': [read(moderators, '/moderation/insights/hours.csv')],
  'moderation/live GET': [read(moderators, '/moderation/live', { sessionOnly: true })],
  'moderation/log.csv GET': [read(moderators, '/moderation/log.csv')],
  'moderation/log.jsonl GET': [read(moderators, '/moderation/log.jsonl')],
  'moderation/presence POST': [
    does('hold-card', (seat) => ({ path: '/moderation/presence', ...json({ ...seat, act: 'hold' }) })),
    does('take-over-card', (seat) => ({ path: '/moderation/presence', ...json({ ...seat, act: 'take-over' }) })),
    does('leave-card', (seat) => ({ path: '/moderation/presence', ...json({ ...seat, act: 'leave' }) }), { quiet: true }),
  ],
  'opensearch.xml GET': [read(everybody, '/opensearch.xml')],
  'people/[handle]/atom.xml GET': [read(everybody, async ({ ada }) => `/people/${ada.handle}/atom.xml`)],
  'people/[handle]/feed.json GET': [read(everybody, async ({ ada }) => `/people/${ada.handle}/feed.json`)],
  'people/[handle]/feed.xml GET': [read(everybody, async ({ ada }) => `/people/${ada.handle}/feed.xml`)],
  'posts/[slug]/comments/feed.xml GET': [read(everybody, async (world) => `/posts/${await slugOf(world)}/comments/feed.xml`)],
  'posts/[slug]/latest/muted GET': [read(membersAndSuspended, async (world) => `/posts/${await slugOf(world)}/latest/muted`, { sessionOnly: true })],
  'posts/[slug]/latest GET': [read(everybody, async (world) => `/posts/${await slugOf(world)}/latest`)],
  'posts/[slug]/new GET': [read(everybody, async (world) => `/posts/${await slugOf(world)}/new?since=2026-01-01T00:00:00.000Z`)],
  'posts/[slug]/visit POST': [does('note-visit', ({ slug = '', shown = '' }) => ({ path: `/posts/${slug}/visit`, ...json({ shown }) }))],
  'robots.txt GET': [read(everybody, '/robots.txt')],
  'sign-out POST': [{ who: everybody, quiet: true, ask: async () => ({ path: '/sign-out', owner: await member('una') }) }],
  'sign-out GET': [read(everybody, '/sign-out')],
  'sitemap.xml GET': [read(everybody, '/sitemap.xml')],
  'tags/[tag]/atom.xml GET': [read([], '/tags/nothing-of-the-kind/atom.xml', { refusedBy: [404] })],
  'tags/[tag]/feed.json GET': [read([], '/tags/nothing-of-the-kind/feed.json', { refusedBy: [404] })],
  'tags/[tag]/feed.xml GET': [read([], '/tags/nothing-of-the-kind/feed.xml', { refusedBy: [404] })],
  'theme POST': [{ who: everybody, quiet: true, ask: async () => ({ path: '/theme', ...form({ theme: 'dark' }) }) }],
  'theme GET': [read(everybody, '/theme')],
  'unsubscribe/[token]/now GET': [read(everybody, '/unsubscribe/x/now')],
  'unsubscribe/[token]/now POST': [
    does('stop-mail', ({ token = '' }) => ({ path: `/unsubscribe/${token}/now`, ...form({ 'List-Unsubscribe': 'One-Click' }) })),
    does('resume-mail', ({ token = '' }) => ({ path: `/unsubscribe/${token}/now`, ...form({ back: 'yes' }) }), { quiet: true }),
  ],
  'works/find GET': [read(everybody, '/works/find?q=ferry')],
  'write/[id]/preview-text POST': [does('save-draft', ({ postId = '' }) => ({ path: `/write/${postId}/preview-text`, ...json({ source: 'One thing.' }) }), { quiet: true })],
  'write/[id]/save POST': [does('save-draft', ({ postId = '', ...draft }) => ({ path: `/write/${postId}/save`, ...json(draft) }))],
  'write/images POST': [{ does: 'begin-image', ask: upload }],
}

async function itemOf(world: World): Promise<{ itemId: string }> {
  return (await scenes.decide?.(world))?.input as { itemId: string }
}

async function bulkOf(world: World): Promise<{ bulkId: string }> {
  return (await scenes['stop-bulk']?.(world))?.input as { bulkId: string }
}

/** A picture of a draft of Ada's, which no reader has seen. */
async function image(world: World): Promise<Asked> {
  const { id } = await essayOf(world, false)
  return { path: await imageOf(world.ada, id, mediaStore()), owner: world.ada }
}

async function upload(world: World): Promise<Asked> {
  const { id } = await essayOf(world, false)
  const body = new FormData()
  body.append('post', id)
  body.append('alt', 'A river')
  body.append('image', new Blob([new Uint8Array(await photograph(60, 40).jpeg().toBuffer())], { type: 'image/jpeg' }), 'river.jpg')
  return { path: '/write/images', body, headers: { accept: 'application/json' }, owner: world.ada }
}

/** Those who show what no account stands behind are nobody; a token counts only where programs are meant to come. */
export function mayAsk({ does: command, who, sessionOnly, forPrograms }: Handler, whoMay: Record<string, readonly Kind[]>, isNobody: (kind: Kind) => boolean) {
  const list = who ?? whoMay[command ?? ''] ?? []
  const told = (kind: Kind) => forPrograms === true && isNobody(kind) && kind.includes('token')
  return (kind: Kind) => !told(kind) && list.includes(isNobody(kind) || (sessionOnly && kind.includes('token')) ? 'nobody' : kind)
}
