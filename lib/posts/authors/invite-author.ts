import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** More have never written one essay. */
const mostAuthors = 12

/** People whom one person asked and who have not answered. Who asks more is not writing essays. */
const mostUnanswered = 20

/** Who said no is not asked again for so long: a no is an answer. */
const restDays = 30

const aDay = 86_400_000

const handle = z.string().trim().toLowerCase().transform((raw) => raw.replace(/^@/, '')).refine((word) => word !== '', { error: 'Please give a handle.' })

/**
 * An author asks another author of this site to write at a post with them. Nothing of it holds before that person agrees. Who only reads is not told
 * apart from who does not exist.
 */
export const inviteAuthor = command({
  name: 'invite-author',
  input: z.strictObject({ postId: z.uuid(), handle }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input, subject: { id: postId, authorships }, now }) {
    const person = await tx.person.findUnique({ where: { handle: input.handle }, select: { id: true, name: true, role: true, deletedAt: true } })
    if (!viewer.id || !person || person.role === 'reader' || person.deletedAt) return refuseField('handle', 'Nobody of this handle writes here.')
    if (authorships.some(({ personId }) => personId === person.id)) return refuseField('handle', `${person.name} is an author of it already.`)
    if (person.id === viewer.id) return refuseField('handle', 'You cannot ask yourself.')
    const asked = await tx.authorInvitation.findUnique({ where: { postId_personId: { postId, personId: person.id } }, select: { declinedAt: true } })
    const hindrance = asked ? findHindrance(asked, person.name, now) : await findCrowd(tx, { postId, viewerId: viewer.id, authors: authorships.length })
    if (hindrance) return hindrance
    const invitation = { invitedById: viewer.id, invitedAt: now, agreedAt: null, declinedAt: null }
    await tx.authorInvitation.upsert({
      where: { postId_personId: { postId, personId: person.id } }, create: { postId, personId: person.id, ...invitation }, update: invitation, select: { postId: true },
    })
    await addJob(tx, 'tell-of-invitation', { postId, personId: person.id }, { at: new Date(now.getTime() + noticeDelaySeconds * 1000), key: `${postId}:${person.id}` })
    return done({ name: person.name }, { type: 'post', id: postId })
  },
})

function findHindrance({ declinedAt }: { declinedAt: Date | null }, name: string, now: Date): Refusal | null {
  if (!declinedAt) return refuseField('handle', `${name} was asked already.`)
  const days = Math.ceil((declinedAt.getTime() + restDays * aDay - now.getTime()) / aDay)
  return days > 0 ? refuseField('handle', `${name} said no. You can ask again in ${days === 1 ? 'a day' : `${days} days`}.`) : null
}

async function findCrowd(tx: Transaction, { postId, viewerId, authors }: { postId: string; viewerId: string; authors: number }): Promise<Refusal | null> {
  const unanswered = { agreedAt: null, declinedAt: null }
  if (authors + (await tx.authorInvitation.count({ where: { postId, ...unanswered } })) >= mostAuthors) return refuse('conflict', `Up to ${mostAuthors} people can write one essay.`)
  const crowd = (await tx.authorInvitation.count({ where: { invitedById: viewerId, ...unanswered } })) >= mostUnanswered
  return crowd ? refuse('conflict', `${mostUnanswered} people whom you asked have not answered yet. Please take one back first.`) : null
}
