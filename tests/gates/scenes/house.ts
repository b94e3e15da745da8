import { randomUUID } from 'node:crypto'
import { reader, writer } from '#lib/database.ts'
import { mergeWorks } from '#lib/works/merge-works.ts'
import { readMergers } from '#lib/works/read-mergers.ts'
import { carryOut } from '../../cast.ts'
import { director, film, filmFacts, judge, presentOf, propose } from '../../moderation/proposals/films.ts'
import type { Scenes } from './scene.ts'

/** Works, and the site itself. */
export const house: Scenes = {
  'propose-change': async ({ mo, rae }) => ({ input: await change(mo), owner: rae }),
  'propose-each': async ({ mo, rae }) => ({ input: await change(mo), owner: rae }),
  'send-proposal-again': async ({ mo, rae }) => {
    const { id } = await film(mo)
    const proposed = await propose(rae, id, [director('Ann Other')])
    await judge(mo, proposed, 'return')
    await writer().notice.updateMany({ where: { personId: rae.id, cancelledAt: null }, data: { dueAt: new Date(Date.now() - 1000) } })
    return { input: { proposalId: proposed.proposalId, baseRevisionId: await presentOf(id), changes: [director('Ann Third')], comment: '' }, owner: rae }
  },
  'withdraw-proposal': async ({ mo, rae }) => ({ input: { proposalId: (await propose(rae, (await film(mo)).id, [director('Ann Other')])).proposalId }, owner: rae }),
  'propose-and-approve': async () => ({ input: { changes: filmFacts() } }),
  'lock-field': async ({ mo }) => ({ input: { workId: (await film(mo)).id, field: 'title', why: 'It is settled.' } }),
  'merge-works': async ({ mo }) => ({ input: { workId: (await film(mo)).id, into: (await film(mo)).slug } }),
  'part-works': async ({ mo }) => {
    const [gone, kept] = [await film(mo), await film(mo)]
    await carryOut(mergeWorks, mo, { workId: gone.id, into: kept.slug })
    return { input: { revisionId: (await readMergers(mo, kept.id))[0]?.revisionId } }
  },

  'change-guidelines': async () => {
    const newest = await reader().houseText.findFirst({ where: { page: 'guidelines' }, orderBy: { createdAt: 'desc' }, select: { id: true } })
    return { input: { body: `Be kind, and so on ${randomUUID()}.`, basedOn: newest?.id ?? '' } }
  },
  'change-setting': async () => ({ input: { key: 'moderation.public-log', value: 'names' } }),
  'retry-mail': async () => {
    const { id } = await writer().mail.create({ data: { to: 'somebody@example.org', subject: 'A letter', text: 'It says so.', attempts: 9, trouble: 'Nobody answered.' }, select: { id: true } })
    return { input: { id } }
  },
}

async function change(mo: Parameters<typeof film>[0]) {
  const { id: workId } = await film(mo)
  return { workId, baseRevisionId: await presentOf(workId), changes: [director('Ann Other')], comment: '' }
}
