import fc from 'fast-check'
import type { Nodes } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Thread } from '#components/comments/thread.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { nameEntries } from '#components/comments/name-entries.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

const noon = new Date('2026-11-22T12:00:00Z')
const unsafe = `</p><script>"'&`

function entryOf(id: string, parentId: string | null, depth: number, more: Partial<ThreadEntry> = {}): ThreadEntry {
  return {
    id, parentId, depth, number: parentId ? null : 1, kind: 'published', state: 'published', author: { name: `Rae ${unsafe}`, handle: 'rae' }, byAuthor: depth === 1, html: `<p>The text of <em>${id}</em></p>`,
    submittedAt: noon, approvedAt: noon, edited: depth === 2, replyingTo: parentId ? { id: parentId, name: `Nia ${unsafe}`, where: 'here' } : null, ...more,
  }
}

const entries = [
  entryOf('a', null, 0), entryOf('b', 'a', 1), entryOf('c', 'b', 2), entryOf('d', 'c', 3), entryOf('e', 'd', 4), entryOf('f', 'e', 5, { continues: true }),
  entryOf('g', null, 0, { kind: 'tombstone', state: 'hidden', author: null, html: null }), entryOf('h', 'g', 1, { author: null, replyingTo: { id: 'g', name: null, where: 'here' } }),
  entryOf('i', 'x', 1, { replyingTo: { id: 'x', name: null, where: 'gone' }, author: { name: 'A guest', handle: null } }),
]

const action = async () => ({ status: 'fresh' as const })

function frameOf(more: Partial<ThreadFrame>): ThreadFrame {
  return {
    links: { slug: `slow-light`, order: 'thread', page: 1, branch: '', after: '' }, names: nameEntries(entries), writing: 'signed-out', postId: 'p', writer: '', drafts: new Map(), brought: new Map(),
    visit: { signedIn: false, shownUntil: noon, since: null, fresh: 0 }, measures: [], replyTo: null, taken: null, editing: null, moderable: null, moderating: null, follows: null, ownEssay: false,
    manners: { guidelinesHtml: '', knownOnly: false, everySeconds: null, closesAt: null }, featured: [], feed: null, muted: new Set(), here: '',
    actions: { reply: action, resubmit: action, withdraw: action, edit: action, moderate: action, undo: action, noteVisit: action, follow: action }, idempotencyKey: () => '', ...more,
  }
}

function print(order: 'thread' | 'newest', frame: Partial<ThreadFrame>): string {
  return renderToStaticMarkup(<Thread thread={{ entries, next: 'i', order }} frame={frameOf(frame)} />)
}

test('the comments of a page for everybody, in one piece, are what elements make of them', () => {
  for (const order of ['thread', 'newest'] as const) {
    for (const writing of ['signed-out', 'closed'] as const) {
      const printed = print(order, { writing })
      expect(printed).toBe(print(order, { writing, visit: { signedIn: true, shownUntil: noon, since: null, fresh: 0 } }))
      expect(printed.match(/<article /g)).toHaveLength(entries.length)
      expect(printed).not.toContain('<script')
    }
  }
})

test('somebody’s own page says what is new to them, folds whom they mute, and offers what they may do', () => {
  const since = new Date(noon.getTime() - 1)
  const page = print('thread', { writing: 'open', ownEssay: true, moderable: new Map(), muted: new Set(['b']), visit: { signedIn: true, shownUntil: noon, since, fresh: 3 } })
  expect(page.match(/ data-new=""/g)).toHaveLength(entries.length - 2)
  expect(page).toMatch(/<article [^>]*id="comment-b"[^>]*><details class="muted-text"><summary>A reply by somebody you muted<\/summary><header/)
  for (const link of ['?reply=a#reply', '/c/a/report', '/c/a/follow', '/c/a/feature', '/write/p/notes?comment=a', '?moderate=a#moderate']) expect(page).toContain(`${link}"`)
  expect(print('thread', { writing: 'suspended', visit: { signedIn: true, shownUntil: noon, since: null, fresh: 0 } })).not.toContain('comment-foot')
})

/** The elements of a page and what each is said to have, without any values. */
function skeletonOf(node: Nodes): string {
  const inner = 'children' in node ? node.children.map(skeletonOf).join('') : ''
  return node.type === 'element' ? `<${node.tagName} ${Object.keys(node.properties).join(' ')}>${inner}</>` : inner
}

const hostile = fc.array(fc.constantFrom('"', "'", '<', '>', '&', '`', '=', ' onclick=', '</article>', '</ol>', '<!--', '-->', '</script>', '<script>', '<!--$?-->', '&quot;', 'javascript:', '\u2028', '\0', '\ud800', '\udfff', '\r\n', '\u202e', 'x'), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))

test('whatever stands in a name, an address or an id, the page has the elements and attributes that it has with plain ones', () => {
  const pageWith = (word: string, order: 'thread' | 'newest', frame: Partial<ThreadFrame>) => {
    const changed = entries.map((entry) => ({
      ...entry,
      id: entry.id + word,
      parentId: entry.parentId && entry.parentId + word,
      author: entry.author && { name: word, handle: entry.author.handle && word },
      replyingTo: entry.replyingTo && { ...entry.replyingTo, id: entry.replyingTo.id + word, name: entry.replyingTo.name && word },
    }))
    const whole = frameOf({ names: nameEntries(changed), links: { slug: word.toWellFormed(), order: 'thread', page: 1, branch: '', after: '' }, postId: word, ...frame })
    return skeletonOf(fromHtml(renderToStaticMarkup(<Thread thread={{ entries: changed, next: null, order }} frame={whole} />), { fragment: true }))
  }
  const frames: Partial<ThreadFrame>[] = [{}, { writing: 'open', ownEssay: true, moderable: new Map(), visit: { signedIn: true, shownUntil: noon, since: noon, fresh: 0 } }]
  for (const order of ['thread', 'newest'] as const) {
    for (const frame of frames) {
      const plain = pageWith('plain', order, frame)
      expect(plain).toContain('<article ')
      fc.assert(fc.property(hostile, (word) => {
        expect(pageWith(word, order, frame)).toBe(plain)
      }))
    }
  }
})
