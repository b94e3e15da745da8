import { writer } from '#lib/database.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { sendProposalAgain } from '#lib/moderation/proposals/send-proposal-again.ts'
import { withdrawProposal } from '#lib/moderation/proposals/withdraw-proposal.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import { mergeWorks } from '#lib/works/merge-works.ts'
import { carryOut } from '../cast.ts'
import { film, filmFacts, judge, minutes, presentOf, propose } from '../moderation/proposals/films.ts'
import type { Proposed } from '../moderation/proposals/films.ts'
import type { Who } from './canaries.ts'
import { staff } from './plot.ts'
import type { Plot } from './plot.ts'

/** Who proposes it, and who decides. */
const readers: Who[] = ['writer', ...staff]

/** All that a proposal can say, with a word. */
function wordy(plot: Plot, word: string) {
  return [
    { key: 'credits/cccccccc', now: { role: 'cast', name: `Name ${word} ${plot.everywhere}`, as: `As ${word}` }, source: `Source ${word}` },
    { key: 'synopses/cccccccc', now: { kind: 'outline', text: `Told ${word}.` }, source: '' },
    { key: 'otherTitles/cccccccc', now: { title: `Called ${word} ${plot.everywhere}` }, source: `https://e.example/${word}` },
  ]
}

/** Works that everybody reads, one of them with a fact that was mended on its way. */
export async function plantWorks(plot: Plot): Promise<void> {
  for (let count = 0; count < 3; count++) {
    const { id, slug } = await film(plot.people.mo)
    plot.name('work', slug)
    plot.works.push({ id, slug })
  }
  const [work] = plot.works
  const mended = await sendOn(plot, work?.id ?? '', plot.word('a proposal that was mended', readers, ['moderator']))
  await judge(plot.people.mo, mended, 'return')
  await writer().notice.updateMany({ where: { personId: plot.people.wil.id }, data: { dueAt: new Date(Date.now() - 1000) } })
  const changes = [{ key: 'credits/cccccccc', now: { role: 'cast', name: `Somebody ${plot.open('a fact')} ${plot.everywhere}` }, source: 'the end titles' }]
  await carryOut(sendProposalAgain, plot.people.wil, { proposalId: mended.proposalId, baseRevisionId: await presentOf(work?.id ?? ''), changes, comment: '' })
  const approved = await judge(plot.people.mo, mended, 'approve')
  if (!approved.ok) throw new Error(approved.message)
  const [into, second, goes] = plot.works
  await approveAndUndo(plot, (await sendOn(plot, second?.id ?? '', plot.word('a proposal that was approved and undone', readers))).itemId)
  await propose(plot.people.wil, goes?.id ?? '', [...wordy(plot, plot.word('a proposal for a page that was merged', readers)), minutes(101)])
  await carryOut(mergeWorks, plot.people.mo, { workId: goes?.id ?? '', into: into?.slug ?? '' })
}

async function sendOn(plot: Plot, workId: string, word: string): Promise<Proposed> {
  const sent = await propose(plot.people.wil, workId, wordy(plot, word), `Comment ${word}`)
  plot.name('proposal', sent.proposalId)
  plot.name('item', sent.itemId)
  return sent
}

/** Proposals that nobody approved, or not for good. No public page knows of any. */
export async function plantProposals(plot: Plot): Promise<void> {
  const { wil, mo } = plot.people
  const [, work] = plot.works
  const id = work?.id ?? ''
  await sendOn(plot, id, plot.word('a proposal that waits', readers))
  await judge(mo, await sendOn(plot, id, plot.word('a proposal that was returned', readers)), 'return', { reasonNote: plot.word('why a proposal was returned', readers) })
  await judge(mo, await sendOn(plot, id, plot.word('a proposal that was rejected', readers)), 'reject', { reasonNote: plot.word('why a proposal was rejected', readers) })
  await carryOut(withdrawProposal, wil, { proposalId: (await sendOn(plot, id, plot.word('a proposal that was taken back', readers, ['writer']))).proposalId })

  for (const [what, after] of [['a work that waits', null], ['a work that was approved and undone', approveAndUndo]] as const) {
    const word = plot.word(what, readers)
    const { itemId, proposalId } = await carryOut(proposeChange, wil, { changes: filmFacts(`The ${word} ${plot.everywhere}`, ...wordy(plot, word)), comment: word })
    plot.name('proposal', proposalId)
    plot.name('work', `the-${word}-${plot.everywhere}`)
    await after?.(plot, itemId)
  }
}

async function approveAndUndo(plot: Plot, itemId: string) {
  const approved = await judge(plot.people.mo, { itemId }, 'approve')
  if (!approved.ok) throw new Error(approved.message)
  await carryOut(undoDecision, plot.people.mo, { decisionId: approved.value.decisionId })
}
