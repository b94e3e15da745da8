import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader } from '#lib/database.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'
import { tellOfComment } from '#lib/notices/tell-of-comment.ts'
import { createPerson } from '#lib/people/create-person.ts'
import { makePassword } from '#lib/people/make-secret.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { operator } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { people, posts, series, works } from './content.ts'
import type { DemoComment, DemoPerson, DemoPost, DemoProposal, DemoSeries, DemoWork } from './shape.ts'

const hour = 3_600_000
const day = 24 * hour

/** Something that happened in the demo's past. They are carried out in the order of their times, so that the log reads as it would. */
type Event = { at: Date; act(): Promise<void> }

/** Whose passwords are printed at the first start. */
const cast = ['ada', 'mo', 'noor', 'rae', 'nia', 'sol', 'ida']

/**
 * Fills an empty database with the demo people, essays and conversations, by the same commands that people use.
 * @returns the people one can sign in as, with their passwords
 */
export async function loadDemo(): Promise<{ people: { handle: string; password: string }[] }> {
  const now = new Date()
  const passwords = new Map(people.map((person) => [person.handle, makePassword()]))
  const viewers = new Map<string, Viewer>()
  for (const person of people) viewers.set(person.handle, await createDemoPerson(person, passwords.get(person.handle) ?? '', now))
  const story = new Story(viewers)
  await carryOut(changeSetting, operator, { key: 'screening.banned-words', value: ['casino', 'payday loan', 'essay mill'] }, now)
  for (const post of posts) story.tellPost(post, await readText(post.file), now)
  for (const person of people) story.tellMeasures(person, now)
  for (const each of series) story.tellSeries(each, now)
  for (const work of works) story.tellWork(work, now)
  await story.happen()
  return { people: cast.map((handle) => ({ handle, password: passwords.get(handle) ?? '' })) }
}

async function createDemoPerson(person: DemoPerson, password: string, now: Date): Promise<Viewer> {
  const { handle, name, email, role, pronouns = '', biography = '', website = '' } = person
  const at = new Date(now.getTime() - person.joinedDaysAgo * day)
  const { id } = await carryOut(createPerson, operator, { handle, name, email, role, password, pronouns, biography, website, emailVerified: true }, at)
  return { id, handle, name, role, suspended: false, emailVerified: true }
}

function readText(file: string): Promise<string> {
  return readFile(path.join(import.meta.dirname, 'posts', file), 'utf8')
}

/** Collects what happened, then lets it happen. */
class Story {
  private readonly events: Event[] = []
  private readonly viewers: Map<string, Viewer>

  constructor(viewers: Map<string, Viewer>) {
    this.viewers = viewers
  }

  tellPost(post: DemoPost, body: string, now: Date) {
    const published = post.state === 'published'
    const at = new Date(now.getTime() - (published ? post.publishedDaysAgo : 1) * day)
    const author = this.person(post.author)
    this.events.push({
      at,
      act: async () => {
        const { title, standfirst, slug, tags, contentNotes = null, works = [] } = post
        const { id } = await carryOut(createPost, author, { title, standfirst, slug, body, tags, contentNotes, works }, at)
        if (post.state === 'draft') return
        const publishAt = post.state === 'scheduled' ? new Date(now.getTime() + post.inDays * day).toISOString() : ''
        await carryOut(publishPost, author, { postId: id, publishAt, commentsMode: 'open' }, at)
      },
    })
    if (!published) return
    const note = post.updateNote
    if (note) this.tellNote(post.slug, author, note, new Date(now.getTime() - note.daysAgo * day))
    post.conversation.forEach((comment, index) => this.tellComment(post.slug, comment, at, `${post.slug}/${index}`, null))
    if (!post.commentsOpen) this.tellClosing(post.slug, author, now)
  }

  tellMeasures(person: DemoPerson, now: Date) {
    const { handle, teamNote: note } = person
    if (note) this.tell(new Date(now.getTime() - note.daysAgo * day), takeMeasure, note.by, () => ({ handle, kind: 'note', reason: note.text }))
    if (!person.suspendedReason) return
    const at = new Date(now.getTime() - (person.suspendedDaysAgo ?? 1) * day)
    const until = new Date(at.getTime() + 31 * day).toISOString()
    this.events.push({
      at,
      act: async () => void (await carryOut(takeMeasure, this.person('ida'), { handle: person.handle, kind: 'suspended', reason: person.suspendedReason, until }, at)),
    })
  }

  tellSeries({ title, description, by, madeDaysAgo, parts }: DemoSeries, now: Date) {
    const [author, at] = [this.person(by), new Date(now.getTime() - madeDaysAgo * day)]
    let seriesId = ''
    this.events.push({ at, act: async () => void (seriesId = (await carryOut(createSeries, author, { title, description }, at)).id) })
    // When all of its essays are there.
    for (const slug of parts) {
      this.events.push({ at: now, act: async () => void (await carryOut(addToSeries, author, { seriesId, postId: await postId(slug) }, now)) })
    }
  }

  tellWork({ title, proposals }: DemoWork, now: Date) {
    const ago = (days: number) => new Date(now.getTime() - days * day)
    for (const { laterLeftOut: later, ...proposal } of proposals) {
      this.tellProposal(title, proposal, ago(proposal.daysAgo))
      const facts = proposal.facts.map(({ key }) => ({ key, now: null, source: '' }))
      if (later) this.tellProposal(title, { ...later, facts, hoursToDecision: 1 }, ago(later.daysAgo))
    }
  }

  private tellProposal(title: string, { by, comment, facts, decidedBy, hoursToDecision = 0, verdict, reason }: DemoProposal, at: Date) {
    let itemId = ''
    this.events.push({
      at,
      act: async () => {
        const work = await reader().work.findFirst({ where: { title }, select: { id: true, currentRevisionId: true } })
        const input = { workId: work?.id ?? '', baseRevisionId: work?.currentRevisionId ?? '', changes: facts, comment }
        itemId = (await carryOut(proposeChange, this.person(by), input, at)).itemId
      },
    })
    if (!decidedBy) return
    const decidedAt = new Date(at.getTime() + hoursToDecision * hour)
    this.tell(decidedAt, decide, decidedBy, () => ({ itemId, version: 1, action: verdict ?? 'approve', reasonCode: reason?.code ?? '', reasonNote: reason?.note ?? '', passage: reason?.passage ?? '' }))
  }

  async happen() {
    const inOrder = this.events.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    for (const event of inOrder) await event.act()
  }

  private tellNote(slug: string, author: Viewer, note: { kind: string; text: string }, at: Date) {
    this.events.push({
      at,
      act: async () => void (await carryOut(addUpdateNote, author, { postId: await postId(slug), kind: note.kind, body: note.text }, at)),
    })
  }

  /** Conversations end when everything demo people said in them is said. */
  private tellClosing(slug: string, author: Viewer, now: Date) {
    this.events.push({
      at: now,
      act: async () => void (await carryOut(publishPost, author, { postId: await postId(slug), commentsMode: 'closed' }, now)),
    })
  }

  private tellComment(slug: string, comment: DemoComment, base: Date, key: string, parentKey: string | null) {
    const at = new Date(base.getTime() + comment.hoursAfter * hour)
    const after = (hours: number) => new Date(at.getTime() + hours * hour)
    this.events.push({
      at,
      act: async () => {
        const parentId = parentKey ? await this.commentId(parentKey) : ''
        const reply = await carryOut(postReply, this.person(comment.by), { slug, parentId, body: comment.text, idempotencyKey: `demo-${key}` }, at)
        this.commentIds.set(key, reply.id)
      },
    })
    this.tellVerdicts(comment, key, after)
    this.tellObjections(comment, key, after)
    comment.replies?.forEach((reply, index) => this.tellComment(slug, reply, at, `${key}/${index}`, key))
  }

  private tellVerdicts(comment: DemoComment, key: string, after: (hours: number) => Date) {
    const { state, decidedBy, hoursToDecision, reason, hiddenBy, hiddenAfterHours, withdrawnAfterHours } = comment
    if (decidedBy && hoursToDecision !== undefined) {
      const action = state === 'rejected' ? 'reject' : state === 'returned' ? 'return' : 'approve'
      this.tellDecision(key, decidedBy, action, action === 'approve' ? undefined : reason, after(hoursToDecision))
    }
    if (hiddenBy && hiddenAfterHours !== undefined) this.tellDecision(key, hiddenBy, 'hide', reason, after(hiddenAfterHours))
    if (state === 'withdrawn' && withdrawnAfterHours !== undefined) {
      const at = after(withdrawnAfterHours)
      this.events.push({
        at,
        act: async () => void (await carryOut(withdrawComment, this.person(comment.by), { commentId: this.commentId(key) }, at)),
      })
    }
  }

  /** What people said about a text after it was decided, and what nobody has read yet. */
  private tellObjections({ by, reports = [], edit, appeal }: DemoComment, key: string, after: (hours: number) => Date) {
    for (const { by: reporter, hoursAfter, code, note = '' } of reports) {
      this.tell(after(hoursAfter), reportComment, reporter, () => ({ commentId: this.commentId(key), reasonCode: code, note }))
    }
    if (edit) this.tellEdit(by, key, edit, after)
    if (appeal) this.tell(after(appeal.hoursAfter), appealDecision, by, async () => ({ decisionId: await this.lastDecision(key), body: appeal.text }))
  }

  private tellEdit(by: string, key: string, { hoursAfter, text, approvedBy, approvedAfterHours = 0 }: NonNullable<DemoComment['edit']>, after: (hours: number) => Date) {
    this.tell(after(hoursAfter), editComment, by, () => ({ commentId: this.commentId(key), body: text }))
    if (approvedBy) this.tellDecision(key, approvedBy, 'approve', undefined, after(hoursAfter + approvedAfterHours), 'comment_edit')
  }

  private tell<Schema extends z.ZodType, Loaded, Value>(at: Date, definition: Command<Schema, Loaded, Value>, by: string, input: () => unknown) {
    this.events.push({ at, act: async () => void (await carryOut(definition, this.person(by), await input(), at)) })
  }

  private async lastDecision(key: string): Promise<string> {
    const decision = await reader().decision.findFirstOrThrow({
      where: { reviewItem: { commentId: this.commentId(key) } }, orderBy: { seq: 'desc' }, select: { id: true },
    })
    return decision.id
  }

  private tellDecision(key: string, by: string, action: string, reason: DemoComment['reason'], at: Date, kind: 'comment' | 'comment_edit' = 'comment') {
    if (action === 'approve') this.tellReaders(key, kind === 'comment_edit', new Date(at.getTime() + noticeDelaySeconds * 1000))
    this.events.push({
      at,
      act: async () => {
        const item = await reader().reviewItem.findFirstOrThrow({ where: { commentId: this.commentId(key), kind }, select: { id: true, version: true } })
        const words = { reasonCode: reason?.code ?? '', reasonNote: reason?.note ?? '', passage: reason?.passage ?? '' }
        await carryOut(decide, this.person(by), { itemId: item.id, version: item.version, action, ...words }, at)
      },
    })
  }

  /** Whom it concerns heard of it then, and not when the demo is first started. A job that comes later finds them told. */
  private tellReaders(key: string, edited: boolean, at: Date) {
    this.events.push({ at, act: async () => void (await runCommand(tellOfComment, operator, { commentId: this.commentId(key), edited }, at)) })
  }

  private readonly commentIds = new Map<string, string>()

  private commentId(key: string): string {
    const id = this.commentIds.get(key)
    if (!id) throw new Error(`The demo speaks of a comment before it was written: ${key}`)
    return id
  }

  private person(handle: string): Viewer {
    const viewer = this.viewers.get(handle)
    if (!viewer) throw new Error(`The demo has nobody called ${handle}`)
    return viewer
  }
}

async function postId(slug: string): Promise<string> {
  return (await reader().post.findUniqueOrThrow({ where: { slug }, select: { id: true } })).id
}

/** Runs a command that must not be refused. */
async function carryOut<Schema extends z.ZodType, Loaded, Value>(definition: Command<Schema, Loaded, Value>, viewer: Viewer, raw: unknown, at: Date): Promise<Value> {
  const outcome = await runCommand(definition, viewer, raw, at)
  if (!outcome.ok) throw new Error(`The demo content was refused: ${definition.name}: ${outcome.message} ${JSON.stringify(outcome.fields ?? {})}`)
  return outcome.value
}
