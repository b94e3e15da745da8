import { reader } from '#lib/database.ts'
import { digestOf } from '#lib/people/make-secret.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** A link as the page behind it shows it, before anything happens. */
export type MailLinkView = { state: 'good'; handle: string; name: string; email: string } | { state: DeadLink }
export type DeadLink = 'unknown' | 'used' | 'expired'

/** What is behind a link from a mail. Changes nothing: mail scanners open links too. */
export async function readMailLink(token: string, purpose: 'sign_in' | 'verify_address', now: Date): Promise<MailLinkView> {
  const link = await reader().mailLink.findUnique({
    where: { id: digestOf(token) },
    select: { purpose: true, email: true, expiresAt: true, usedAt: true, person: { select: { handle: true, name: true } } },
  })
  if (!link || link.purpose !== purpose) return { state: 'unknown' }
  if (link.usedAt) return { state: 'used' }
  if (link.expiresAt <= now) return { state: 'expired' }
  return { state: 'good', handle: link.person.handle, name: link.person.name, email: link.email }
}

const sentences: Record<DeadLink, string> = {
  unknown: 'This link is not one of ours, or a part of it was lost on the way.',
  used: 'This link has been used already. Each works once.',
  expired: 'This link is too old. It works for a short time only, to keep your account safe.',
}

/** A no to a link that cannot be used, with its kind in `present.link`. */
export function refuseLink(state: DeadLink): Refusal {
  return refuse(state === 'unknown' ? 'not-found' : 'conflict', sentences[state], { present: { link: state } })
}
