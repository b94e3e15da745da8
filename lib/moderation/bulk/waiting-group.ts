import { z } from 'zod'
import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import type { Verdict } from '#lib/moderation/kinds/kind.ts'
import { kinds } from '#lib/moderation/kinds/registry.ts'

/** What waiting texts may have in common. */
export const commonThings = ['person', 'guest', 'host', 'post', 'rule', 'kind'] as const

/** All that waits and has one thing in common: `is` is the id of a person, guest or post, else the word itself. */
export const waitingGroup = z.strictObject({ by: z.enum(commonThings), is: z.string().min(1).max(300) })
export type WaitingGroup = z.output<typeof waitingGroup>

/** Whether a row `i` of `review_item` belongs to a group. An id that is none names nothing. */
export function belongsTo({ by, is }: WaitingGroup): Prisma.Sql {
  const id = z.uuid().safeParse(is).success ? is : null
  switch (by) {
    case 'person':
      return Prisma.sql`i.person_id = ${id}::uuid`
    case 'guest':
      return Prisma.sql`i.guest_id = ${id}::uuid`
    case 'post':
      return Prisma.sql`i.post_id = ${id}::uuid`
    case 'host':
      return Prisma.sql`i.link_hosts @> ARRAY[${is}]`
    case 'rule':
      return Prisma.sql`i.held_by @> ARRAY[${is}]`
    case 'kind':
      return Prisma.sql`i.kind::text = ${is}`
  }
}

/** Kinds that know a verdict, as a condition on a row `i`: a report is never rejected with the texts around it. */
export function knowsVerdict(verdict: Verdict): Prisma.Sql {
  const able = kinds.filter(({ verdicts }) => verdicts.includes(verdict)).map(({ kind }) => kind)
  return Prisma.sql`i.kind::text = ANY(${able})`
}

/** `3 texts by Nia`: so many of a group, in words. */
export async function sayGroup(tx: Transaction, group: WaitingGroup, count: number): Promise<string> {
  const texts = sayTexts(count)
  switch (group.by) {
    case 'person':
      return `${texts} by ${(await tx.person.findUnique({ where: { id: group.is }, select: { name: true } }))?.name || 'somebody without a name'}`
    case 'guest':
      return `${texts} by ${(await tx.guest.findUnique({ where: { id: group.is }, select: { name: true } }))?.name || 'a guest without a name'}`
    case 'post':
      return `${texts} under “${await titleOf(tx, group.is)}”`
    case 'host':
      return `${texts} ${count === 1 ? 'that links' : 'that link'} to ${group.is}`
    case 'rule':
      return `${texts} held for “${group.is}”`
    case 'kind':
      return `${texts} of one kind`
  }
}

/** `1 text`, `1,204 texts` */
export function sayTexts(count: number): string {
  return count === 1 ? '1 text' : `${count.toLocaleString('en-GB')} texts`
}

async function titleOf(tx: Transaction, postId: string): Promise<string> {
  const post = await tx.post.findUnique({
    where: { id: postId },
    select: { publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } },
  })
  return post?.publishedRevision?.title ?? post?.draftRevision?.title ?? ''
}
