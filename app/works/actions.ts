'use server'

import { formAction } from '#app/_web/action.ts'
import type { Fields } from '#app/_web/form-fields.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { runCommand } from '#lib/command.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { proposeEach } from '#lib/proposals/propose-each.ts'
import { besideRows, wishesFromForm } from '#lib/works/facts/form-parts.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { workPath } from '#lib/works/work-path.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Says that a work should be otherwise, or should be here. It waits, field by field, unless a moderator approves their own at once. */
export const propose = formAction(suggest, {
  redirectTo: ({ slug }) => (slug ? workPath(slug) : null),
  message: 'Thank you. A moderator is going to read it, and you will be told what came of it.',
})

type Sent = { viewer: Viewer; fields: Fields }

/** @returns the address of the work when it was approved at once, else nothing */
async function suggest({ viewer, fields }: Sent): Promise<Outcome<{ slug: string }>> {
  const { workId = '', baseRevisionId = '', known = '', comment = '' } = fields
  const changes = wishesFromForm(fields, known.split(','))
  const limited = await takeOwnLimit('proposal', viewer)
  if (limited) return limited
  const outcome = await send(viewer, { workId, baseRevisionId, changes, comment }, fields.approve === 'yes')
  return outcome.ok || !outcome.fields ? outcome : { ...outcome, fields: besideRows(outcome.fields, changes) }
}

async function send(viewer: Viewer, input: unknown, atOnce: boolean): Promise<Outcome<{ slug: string }>> {
  if (atOnce) return runCommand(proposeAndApprove, viewer, input)
  const proposed = await runCommand(proposeEach, viewer, input)
  return proposed.ok ? done({ slug: '' }) : proposed
}
