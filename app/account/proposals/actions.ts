'use server'

import { z } from 'zod'
import { commandAction, formAction } from '#app/_web/action.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { runCommand } from '#lib/command.ts'
import { besideMended, mendedChanges } from '#lib/moderation/proposals/mended-changes.ts'
import { readOwnProposal } from '#lib/moderation/proposals/read-own-proposals.ts'
import { sendProposalAgain } from '#lib/moderation/proposals/send-proposal-again.ts'
import { withdrawProposal } from '#lib/moderation/proposals/withdraw-proposal.ts'
import { refuse } from '#lib/refusal.ts'
import { isSignedIn } from '#lib/viewer.ts'

export const takeProposalBack = commandAction(withdrawProposal, { input: ({ proposalId }) => ({ proposalId }), message: 'Taken back.' })

/** What was returned is mended field by field; what stands in no field stays as it was sent. */
export const mendProposal = formAction(
  async ({ viewer, fields }) => {
    const { proposalId = '', baseRevisionId = '', comment = '' } = fields
    if (!isSignedIn(viewer)) return refuse('signed-out', 'Please sign in first.')
    const own = z.uuid().safeParse(proposalId).success ? await readOwnProposal(viewer, proposalId) : null
    if (!own) return refuse('not-found', 'There is no such proposal of yours.')
    const limited = await takeOwnLimit('reply', viewer)
    if (limited) return limited
    const sent = mendedChanges(own.changes, fields)
    const changes = sent.map(({ key, now, source }) => ({ key, now, source }))
    const outcome = await runCommand(sendProposalAgain, viewer, { proposalId, baseRevisionId, changes, comment })
    return outcome.ok || !outcome.fields ? outcome : { ...outcome, fields: besideMended(outcome.fields, sent) }
  },
  { message: 'Sent again. It waits for a moderator.' },
)
