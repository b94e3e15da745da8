import { randomUUID } from 'node:crypto'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'
import type { z } from 'zod'

type Role = 'reader' | 'author' | 'moderator' | 'administrator'

/** Somebody new of a role. Their handle begins with the given name, so that tests read as stories and never meet each other. */
export async function person(name: string, role: Role): Promise<SignedIn> {
  const handle = `${name}-${randomUUID().slice(0, 8)}`
  const { id } = await writer().person.create({ data: { handle, skeleton: handle, name, role }, select: { id: true } })
  return { id, handle, name, role, suspended: false, emailVerified: true }
}

/** The people of the stories: Ada writes, Mo and Noor moderate, Rae reads, Nia is new, Ida administers. */
export async function makeCast() {
  const [ada, mo, noor, rae, nia, ida] = await Promise.all([
    person('ada', 'author'), person('mo', 'moderator'), person('noor', 'moderator'),
    person('rae', 'reader'), person('nia', 'reader'), person('ida', 'administrator'),
  ])
  return { ada, mo, noor, rae, nia, ida }
}

/** Runs a command that must succeed. */
export async function carryOut<Schema extends z.ZodType, Loaded, Value>(definition: Command<Schema, Loaded, Value>, viewer: Viewer, raw: unknown, at?: Date): Promise<Value> {
  const outcome = await runCommand(definition, viewer, raw, at)
  if (!outcome.ok) throw new Error(`${definition.name} was refused: ${outcome.message}`)
  return outcome.value
}

/** Runs a command that must be refused. */
export async function refusalOf<Schema extends z.ZodType, Loaded, Value>(definition: Command<Schema, Loaded, Value>, viewer: Viewer, raw: unknown): Promise<Refusal> {
  const outcome = await runCommand(definition, viewer, raw)
  if (outcome.ok) throw new Error(`${definition.name} was not refused`)
  return outcome
}

/** A published essay of an author. */
export async function essayBy(author: Viewer, commentsMode: 'open' | 'closed' = 'open'): Promise<{ id: string; slug: string }> {
  const post = await carryOut(createPost, author, { title: `An essay ${randomUUID()}`, body: 'One thing, and then another.' })
  await carryOut(publishPost, author, { postId: post.id, commentsMode })
  return post
}

/** The id of a held reply. Each has words of its own unless some are given. */
export async function replyBy(writer: Viewer, slug: string, parentId = '', body = `A thought ${randomUUID()}`): Promise<string> {
  return (await carryOut(postReply, writer, { slug, parentId, body, idempotencyKey: randomUUID() })).id
}

/** The queue's item about a comment, as it is now. */
export async function itemAbout(commentId: string): Promise<{ id: string; version: number }> {
  return reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment' }, select: { id: true, version: true } })
}

/** A decision on an item as it is now. */
export async function decideNow(moderator: Viewer, commentId: string, action: string) {
  const { id: itemId, version } = await itemAbout(commentId)
  const reasonCode = ['reject', 'return', 'hide'].includes(action) ? 'off-topic' : ''
  return carryOut(decide, moderator, { itemId, version, action, reasonCode })
}

/** The id of a reply that is already published. */
export async function publishedReplyBy(writer: Viewer, moderator: Viewer, slug: string, parentId = '', body?: string): Promise<string> {
  const id = await replyBy(writer, slug, parentId, body)
  await decideNow(moderator, id, 'approve')
  return id
}

/** The minute is over in which what was decided about a comment can be taken back unsaid: its writer is told. */
export async function tellNow(commentId: string): Promise<void> {
  await writer().notice.updateMany({ where: { commentId, cancelledAt: null }, data: { dueAt: new Date(Date.now() - 1000) } })
}

export async function stateOf(commentId: string): Promise<string> {
  return (await reader().comment.findUniqueOrThrow({ where: { id: commentId }, select: { state: true } })).state
}
