import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { reasons } from '../../lib/comments/reasons.ts'
import { people, posts } from '../../prisma/demo/content.ts'
import type { DemoComment, DemoPost, DemoPublishedPost } from '../../prisma/demo/shape.ts'

const folder = fileURLToPath(new URL('../../prisma/demo/posts/', import.meta.url))
const published = posts.filter((post): post is DemoPublishedPost => post.state === 'published')
const everyComment = published.flatMap((post) => walk(post))
const states = ['held', 'published', 'returned', 'rejected', 'hidden', 'withdrawn'] as const
const lowestWords = { published: 900, scheduled: 300, draft: 300 }
const highestWords = { published: 1900, scheduled: 500, draft: 500 }

type Placed = { post: DemoPublishedPost, comment: DemoComment, parent: Placed | undefined, depth: number, writtenAt: number }

/** All comments of a post, each with its depth from 1 and the hour of its writing; hour 0 is now, the past is negative. */
function walk(post: DemoPublishedPost): Placed[] {
  const place = (comment: DemoComment, parent: Placed | undefined): Placed[] => {
    const from = parent?.writtenAt ?? -post.publishedDaysAgo * 24
    const placed = { post, comment, parent, depth: (parent?.depth ?? 0) + 1, writtenAt: from + comment.hoursAfter }
    return [placed, ...(comment.replies ?? []).flatMap((reply) => place(reply, placed))]
  }
  return post.conversation.flatMap((comment) => place(comment, undefined))
}

const textOf = (post: DemoPost) => readFileSync(folder + post.file, 'utf8')
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
const personOf = (handle: string) => people.find((person) => person.handle === handle)
const decidedAt = ({ comment, writtenAt }: Placed) => writtenAt + (comment.hoursToDecision ?? 0)
const goneAt = ({ comment, writtenAt }: Placed) => {
  const after = comment.hiddenAfterHours ?? comment.withdrawnAfterHours
  return after === undefined ? undefined : writtenAt + after
}
const wasPublic = ({ comment }: Placed) => {
  if (comment.state === 'published' || comment.state === 'hidden') return true
  return comment.state === 'withdrawn' && comment.decidedBy !== undefined
}
const label = ({ post, comment }: Placed) => `${post.slug}, ${comment.by}: ${comment.text.slice(0, 40)}`

describe('people of the demo', () => {
  it('have one handle and one name each, and an address at example.org', () => {
    expect(new Set(people.map((person) => person.handle)).size).toBe(people.length)
    expect(new Set(people.map((person) => person.name)).size).toBe(people.length)
    for (const person of people) {
      expect(person.handle).toMatch(/^[a-z]{2,20}$/)
      expect(person.email).toBe(`${person.handle}@example.org`)
    }
  })

  it('include the shared cast in their roles', () => {
    const roles = Object.fromEntries(people.map((person) => [person.handle, person.role]))
    expect(roles).toMatchObject({
      ada: 'author', mo: 'moderator', noor: 'moderator', rae: 'reader', nia: 'reader', sol: 'reader', ida: 'administrator',
    })
    expect(people.filter((person) => person.suspendedReason).map((person) => person.handle)).toEqual(['sol'])
    expect(personOf('nia')?.joinedDaysAgo).toBeLessThan(1)
  })

  it('have a biography when they write', () => {
    const authors = people.filter((person) => person.role === 'author')
    expect(authors.length).toBeGreaterThanOrEqual(2)
    for (const author of authors) expect(author.biography?.length, author.handle).toBeGreaterThan(80)
  })
})

describe('posts of the demo', () => {
  it('are six published essays, one draft of Ada’s and one that is scheduled', () => {
    expect(published).toHaveLength(6)
    expect(posts.filter((post) => post.state === 'draft').map((post) => post.author)).toEqual(['ada'])
    expect(posts.filter((post) => post.state === 'scheduled')).toHaveLength(1)
  })

  it('each have their own file, and no file is left over', () => {
    const files = posts.map((post) => post.file)
    expect([...files].sort()).toEqual(readdirSync(folder).sort())
    for (const post of posts) expect(post.file).toBe(`${post.slug}.md`)
    expect(new Set(files).size).toBe(posts.length)
  })

  it('are written by an author who had joined by then', () => {
    for (const post of posts) expect(personOf(post.author)?.role, post.slug).toBe('author')
    for (const post of published) {
      expect(personOf(post.author)?.joinedDaysAgo, post.slug).toBeGreaterThan(post.publishedDaysAgo)
    }
  })

  it.each(posts.map((post) => [post.slug, post] as const))('%s is as long as its kind of text should be', (_slug, post) => {
    const words = wordsOf(textOf(post))
    expect(words).toBeGreaterThanOrEqual(lowestWords[post.state])
    expect(words).toBeLessThanOrEqual(highestWords[post.state])
  })

  it.each(posts.map((post) => [post.slug, post] as const))('%s is clean Markdown, set with real quotes', (_slug, post) => {
    const text = textOf(post)
    expect(text).not.toMatch(/^---/)
    expect(text).not.toMatch(/^# /m)
    expect(text).not.toMatch(/<\/?[a-z][^>]*>/i)
    expect(text).not.toMatch(/!\[/)
    expect(text).not.toMatch(/lorem ipsum/i)
    expect(text.replaceAll(/\]\([^)]*\)/g, ']')).not.toMatch(/["'`]/)
    expect(text).not.toMatch(/ -- |---[^|]/)
    expect(text).not.toMatch(/http:\/\//)
  })

  it.each(published.map((post) => [post.slug, post] as const))('%s has headings for a table of contents', (_slug, post) => {
    expect(textOf(post).match(/^##/gm)?.length).toBeGreaterThanOrEqual(3)
  })

  it.each(published.map((post) => [post.slug, post] as const))('%s ends with places to find out more', (_slug, post) => {
    const closing = textOf(post).split(/^## Find out more$/m)[1] ?? ''
    const links = closing.match(/\]\(https:\/\/[^)\s]+\)/g) ?? []
    expect(links.length).toBeGreaterThanOrEqual(2)
  })

  it('refer to footnotes that exist, and explain none that is not referred to', () => {
    for (const post of posts) {
      const text = textOf(post)
      const referred = [...text.matchAll(/\[\^(\w+)\](?!:)/g)].map((match) => match[1])
      const explained = [...text.matchAll(/^\[\^(\w+)\]:/gm)].map((match) => match[1])
      expect(referred, post.slug).toEqual(explained)
    }
  })

  it('carry two to four tags whose names agree everywhere', () => {
    const names = new Map<string, string>()
    for (const post of posts) {
      expect(post.tags.length, post.slug).toBeGreaterThanOrEqual(2)
      expect(post.tags.length, post.slug).toBeLessThanOrEqual(4)
      for (const tag of post.tags) {
        expect(names.get(tag.slug) ?? tag.name).toBe(tag.name)
        names.set(tag.slug, tag.name)
      }
    }
  })

  it('have update notes dated between their publication and now', () => {
    const notes = published.flatMap((post) => (post.updateNote ? [{ post, note: post.updateNote }] : []))
    expect(notes.length).toBeGreaterThanOrEqual(2)
    for (const { post, note } of notes) {
      expect(note.daysAgo, post.slug).toBeLessThan(post.publishedDaysAgo)
      expect(note.daysAgo, post.slug).toBeGreaterThan(0)
    }
  })
})

describe('conversations of the demo', () => {
  it('are one long, one empty, and the rest in between', () => {
    const counts = published.map((post) => walk(post).filter(({ comment }) => comment.state === 'published').length)
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(25)
    expect(counts.filter((count) => count === 0)).toHaveLength(1)
    expect(counts.filter((count) => count > 0 && count < 4)).toEqual([])
  })

  it('go at least nine levels deep somewhere', () => {
    expect(Math.max(...everyComment.map(({ depth }) => depth))).toBeGreaterThanOrEqual(9)
  })

  it('show every state at least twice, with six to eight texts waiting', () => {
    const count = (state: string) => everyComment.filter(({ comment }) => comment.state === state).length
    for (const state of states) expect(count(state), state).toBeGreaterThanOrEqual(2)
    expect(count('held')).toBeGreaterThanOrEqual(6)
    expect(count('held')).toBeLessThanOrEqual(8)
    expect(everyComment.every(({ comment }) => states.includes(comment.state))).toBe(true)
  })

  it('are held by people who had joined and were not suspended', () => {
    for (const placed of everyComment) {
      const person = personOf(placed.comment.by)
      expect(person, label(placed)).toBeDefined()
      expect(-(person?.joinedDaysAgo ?? 0) * 24, label(placed)).toBeLessThan(placed.writtenAt)
      if (person?.suspendedDaysAgo) expect(placed.writtenAt, label(placed)).toBeLessThan(-person.suspendedDaysAgo * 24)
    }
  })

  it('lie in the past, every decision included', () => {
    for (const placed of everyComment) {
      expect(placed.comment.hoursAfter, label(placed)).toBeGreaterThan(0)
      expect(Math.max(placed.writtenAt, decidedAt(placed), goneAt(placed) ?? placed.writtenAt), label(placed)).toBeLessThan(0)
    }
  })

  it('stand in the order in which they were written', () => {
    const inOrder = (siblings: DemoComment[]): void => {
      const hours = siblings.map((comment) => comment.hoursAfter)
      expect(hours, siblings[0]?.text).toEqual([...hours].sort((one, other) => one - other))
      for (const comment of siblings) inOrder(comment.replies ?? [])
    }
    for (const post of published) inOrder(post.conversation)
  })

  it('answer only what could be read at that hour', () => {
    for (const placed of everyComment) {
      if (!placed.parent) continue
      expect(wasPublic(placed.parent), label(placed)).toBe(true)
      expect(placed.writtenAt, label(placed)).toBeGreaterThan(decidedAt(placed.parent))
      const gone = goneAt(placed.parent)
      if (gone !== undefined) expect(decidedAt(placed), label(placed)).toBeLessThan(gone)
    }
  })

  it('have a decision for everything that was decided, by somebody other than its writer', () => {
    for (const placed of everyComment) {
      const { comment } = placed
      const decided = comment.decidedBy !== undefined
      expect(comment.hoursToDecision !== undefined, label(placed)).toBe(decided)
      if (comment.state === 'held') expect(decided, label(placed)).toBe(false)
      else if (comment.state !== 'withdrawn') expect(decided, label(placed)).toBe(true)
      expect([comment.decidedBy, comment.hiddenBy], label(placed)).not.toContain(comment.by)
    }
  })

  it('give a reason for each refusal and none for an approval', () => {
    for (const placed of everyComment) {
      const refused = ['returned', 'rejected', 'hidden'].includes(placed.comment.state)
      const reason = placed.comment.reason
      expect(reason !== undefined, label(placed)).toBe(refused)
      if (reason) expect(reasons.map(({ code }) => code), label(placed)).toContain(reason.code)
    }
  })

  it('say when and by whom a hidden text was hidden, and when a withdrawn one was withdrawn', () => {
    for (const placed of everyComment) {
      const { comment } = placed
      expect(comment.hiddenBy !== undefined && comment.hiddenAfterHours !== undefined, label(placed)).toBe(comment.state === 'hidden')
      expect(comment.withdrawnAfterHours !== undefined, label(placed)).toBe(comment.state === 'withdrawn')
      const gone = goneAt(placed)
      if (gone !== undefined) expect(gone, label(placed)).toBeGreaterThan(decidedAt(placed))
    }
  })

  it('leave a tombstone over published replies, once for a hidden and once for a withdrawn text', () => {
    for (const state of ['hidden', 'withdrawn']) {
      const above = everyComment.filter(({ comment }) => {
        return comment.state === state && comment.replies?.some((reply) => reply.state === 'published')
      })
      expect(above.length, state).toBeGreaterThanOrEqual(1)
    }
  })

  it('keep in the queue an advertisement with three links, a repeat and a first text of a new person', () => {
    const held = everyComment.filter(({ comment }) => comment.state === 'held').map(({ comment }) => comment)
    expect(held.some((comment) => (comment.text.match(/https:/g) ?? []).length === 3)).toBe(true)
    expect(held.some((one) => held.some((other) => other !== one && other.text.includes(one.text)))).toBe(true)
    expect(everyComment.filter(({ comment }) => comment.by === 'nia').map(({ comment }) => comment.state)).toEqual(['held'])
  })

  it('hold one of each other thing that a moderator reads: reports, an edit, an appeal', () => {
    const placed = everyComment.map((each) => ({ ...each, last: Math.max(0, each.comment.edit?.hoursAfter ?? 0, each.comment.appeal?.hoursAfter ?? 0, ...(each.comment.reports ?? []).map((report) => report.hoursAfter)) }))
    for (const each of placed) expect(each.writtenAt + each.last, label(each)).toBeLessThan(0)
    expect(everyComment.flatMap(({ comment }) => (comment.reports ? [comment.state] : []))).toEqual(['published'])
    expect(everyComment.flatMap(({ comment: { edit, state } }) => (edit && !edit.approvedBy ? [state] : []))).toEqual(['published'])
    expect(everyComment.flatMap(({ comment }) => (comment.appeal ? [comment.state] : []))).toEqual(['rejected'])
  })

  it('hold one that was changed after readers had seen it, by an edit that somebody approved', () => {
    const changed = everyComment.filter(({ comment }) => comment.edit?.approvedBy)
    expect(changed.map(({ comment }) => comment.state)).toEqual(['published'])
    for (const { comment, writtenAt } of changed) expect(writtenAt + (comment.edit?.hoursAfter ?? 0) + (comment.edit?.approvedAfterHours ?? 0)).toBeLessThan(0)
  })

  it('mark passages that stand in the returned text', () => {
    const returned = everyComment.flatMap(({ comment }) => (comment.reason?.passage ? [comment] : []))
    expect(returned.length).toBeGreaterThanOrEqual(2)
    for (const comment of returned) expect(comment.text).toContain(comment.reason?.passage)
  })

  it('are typeset like the essays', () => {
    for (const placed of everyComment) {
      expect(placed.comment.text.replaceAll(/https?:\S+/g, ''), label(placed)).not.toMatch(/["'`]|lorem ipsum/i)
    }
  })
})
