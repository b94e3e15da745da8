import { randomUUID } from 'node:crypto'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { reader } from '#lib/database.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { z } from 'zod'

// What pg says to Prisma's adapter is no news here.
process.noDeprecation = true

const slug = 'the-book-next-to-it'

/** How many of each kind, fifty in all. */
export const mixed = { comment: 30, comment_edit: 7, report: 6, appeal: 4, second_look: 3 } as const

/** Fifty things of every kind that wait, whose texts have a word that no other has. Nobody of them is Mo's. */
export async function leaveFifty(word: string): Promise<void> {
  const [rae, ada, noor, ida] = [await viewerCalled('rae'), await viewerCalled('ada'), await viewerCalled('noor'), await viewerCalled('ida')]
  const write = async (by: Viewer) => (await carryOut(postReply, by, { slug, body: `A thought about the ${word}. ${randomUUID()}`, idempotencyKey: randomUUID() })).id
  const judged = async (by: Viewer, commentId: string, action: 'approve' | 'reject') => {
    const item = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment' }, select: { id: true, version: true } })
    return (await carryOut(decide, by, { itemId: item.id, version: item.version, action, reasonCode: action === 'reject' ? 'off-topic' : '' })).decisionId
  }
  const published = async (by: Viewer) => {
    const id = await write(by)
    return { id, decisionId: await judged(noor, id, 'approve') }
  }
  for (let each = 0; each < mixed.comment_edit; each++) await carryOut(editComment, rae, { commentId: (await published(rae)).id, body: `Another thought about the ${word}. ${randomUUID()}` })
  for (let each = 0; each < mixed.report; each++) await carryOut(reportComment, rae, { commentId: (await published(ada)).id, reasonCode: 'unkind', note: '' })
  for (let each = 0; each < mixed.appeal; each++) await carryOut(appealDecision, rae, { decisionId: await judged(noor, await write(rae), 'reject'), body: 'Please read it again.' })
  for (let each = 0; each < mixed.second_look; each++) await carryOut(openSecondLook, ida, { decisionId: (await published(ada)).decisionId, note: 'Would you have done this?' })
  for (let each = 0; each < mixed.comment; each++) await write(each % 2 ? ada : rae)
}

/** What the log says that somebody decided about texts with a word, oldest first. */
export async function decisionsAbout(word: string, handle: string): Promise<{ action: string; kind: string }[]> {
  const rows = await reader().decision.findMany({
    where: { by: { handle }, commentRevision: { text: { contains: word } } }, orderBy: { seq: 'asc' }, select: { action: true, reviewItem: { select: { kind: true } } },
  })
  return rows.map(({ action, reviewItem }) => ({ action, kind: reviewItem.kind }))
}

export async function waitingAbout(word: string): Promise<number> {
  return reader().reviewItem.count({ where: { state: 'waiting', commentRevision: { text: { contains: word } } } })
}

async function viewerCalled(handle: string): Promise<Viewer> {
  const person = await reader().person.findUniqueOrThrow({ where: { handle }, select: { id: true, handle: true, name: true, role: true } })
  return { ...person, suspended: false, emailVerified: true }
}

async function carryOut<Schema extends z.ZodType, Loaded, Value>(definition: Command<Schema, Loaded, Value>, viewer: Viewer, input: z.input<Schema>): Promise<Value> {
  const outcome = await runCommand(definition, viewer, input)
  if (!outcome.ok) throw new Error(`${definition.name} was refused: ${outcome.message}`)
  return outcome.value
}
