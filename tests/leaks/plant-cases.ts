import { writer, reader } from '#lib/database.ts'
import { changeGuidelines } from '#lib/house/change-guidelines.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { dismissPerson } from '#lib/moderation/people/dismiss-person.ts'
import { saveRule } from '#lib/moderation/rules/save-rule.ts'
import { liftMeasure } from '#lib/people/lift-measure.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { carryOut, tellNow } from '../cast.ts'
import { decideOn, reply } from './plant-comments.ts'
import { staff } from './plot.ts'
import type { Plot } from './plot.ts'

/** What is said between readers, writers and those who decide. */
export async function plantCases(plot: Plot): Promise<void> {
  const { wil, mo, noor, rae } = plot.people
  const reported = await reply(plot, plot.word('a reply that was hidden after a report', ['writer', ...staff]))
  await decideOn(plot, reported, 'approve')
  await carryOut(reportComment, rae, { commentId: reported, reasonCode: 'other', note: plot.word('what is wrong with a reply, as a reader says', ['reader', ...staff], ['moderator']) })
  await decideOn(plot, reported, 'hide', {}, 'report')

  const decisionId = await decideOn(plot, await reply(plot, plot.word('a rejected reply that is appealed', ['writer', ...staff])), 'reject')
  const { itemId } = await carryOut(appealDecision, wil, { decisionId, body: plot.word('an appeal', ['writer', ...staff]) })
  await carryOut(answerCase, noor, { itemId, body: plot.word('an answer in an appeal', ['writer', ...staff]) })
  await carryOut(answerCase, noor, { itemId, body: plot.word('a word for the team in an appeal', staff), teamOnly: 'yes' })
  plot.name('case', itemId)

  const doubted = await decideOn(plot, await reply(plot, plot.word('a rejected reply that is looked at again', ['writer', ...staff])), 'reject')
  const second = await carryOut(openSecondLook, mo, { decisionId: doubted, note: plot.word('why it is looked at again', staff) })
  plot.name('case', second.itemId)
  await plantMeasures(plot)
  await plantRules(plot)
}

/** People who may not write any more, what waited from them, and what the team says of others. */
async function plantMeasures(plot: Plot) {
  const { mo, sol, bob, wil } = plot.people
  await reply(plot, plot.word('a reply of somebody who was banned while it waited', staff), { by: bob })
  const { bulkIds } = await carryOut(dismissPerson, mo, { handle: bob.handle, kind: 'banned', reason: plot.word('why somebody was banned', staff, ['moderator']), until: '', reasonCode: 'spam' })
  for (const id of bulkIds) {
    await continueBulk(id)
    plot.name('bulk', id)
  }
  await carryOut(takeMeasure, mo, { handle: sol.handle, kind: 'suspended', reason: plot.word('why somebody is suspended', ['suspended', ...staff], ['suspended', 'moderator']) })
  await carryOut(takeMeasure, mo, { handle: wil.handle, kind: 'note', reason: plot.word('a note of the team about a person', staff) })
  const { measureId } = await carryOut(takeMeasure, mo, { handle: wil.handle, kind: 'held', reason: plot.word('why all of somebody is read first', ['writer', ...staff], ['moderator']) })
  await carryOut(liftMeasure, mo, { measureId, reason: plot.word('why a measure was lifted', ['writer', ...staff], ['moderator']) })
}

/** What the house looks for, and what it said before. */
async function plantRules(plot: Plot) {
  const { mo, ida } = plot.people
  const settings = { phrases: plot.word('a word that a rule looks for', staff) }
  const sentence = plot.word('what a rule answers that refuses', staff)
  const { ruleId } = await carryOut(saveRule, mo, { kind: 'words', name: plot.word('the name of a rule', staff), severity: 'refuse', sentence, settings })
  plot.name('rule', ruleId)
  await carryOut(changeSetting, ida, { key: 'screening.banned-words', value: [plot.word('a word that is banned', staff, [])] })
}

/** Where mail goes; nobody else is told. */
export async function plantAddresses(plot: Plot): Promise<void> {
  const { people } = plot
  const whose = { writer: people.wil, reader: people.rae, author: people.ada, newcomer: people.nia, moderator: people.mo } as const
  for (const [who, { id }] of Object.entries(whose) as [keyof typeof whose, { id: string }][]) {
    const email = `${plot.word(`the address of the ${who}`, [who, ...staff], [who])}@example.org`
    plot.addresses.set(email, who)
    await writer().person.update({ where: { id }, data: { email, emailVerifiedAt: new Date() }, select: { id: true } })
  }
}

/** What the house says now, and what it said before. */
export async function plantGuidelines(plot: Plot): Promise<void> {
  const { people } = plot
  await carryOut(changeGuidelines, people.ida, { body: plot.word('former words of the guidelines', ['administrator'], []), basedOn: '' })
  const { id } = await reader().houseText.findFirstOrThrow({ select: { id: true } })
  await carryOut(changeGuidelines, people.ida, { body: 'Be kind.', basedOn: id })
}

/** What nobody is told: what an import remembers. */
export async function plantPrivate(plot: Plot): Promise<void> {
  const { people } = plot
  await writer().ping.create({
    data: {
      postId: plot.essay.id, kind: 'pingback', title: plot.word('the title of a ping that nobody approved', [], []), url: `https://${plot.word('the address of such a ping', [], [])}.example/`,
      text: plot.word('the text of such a ping', [], []), at: new Date(), approved: false,
    },
    select: { id: true },
  })
  const file = plot.word('the name of a file of the old blog', ['administrator'], [])
  const trouble = plot.word('why that file is not here', ['administrator'], [])
  await writer().importPicture.create({ data: { address: `https://pictures.example/${file}.jpg`, trouble }, select: { address: true } })
}

/** Whoever is to be told is told. */
export async function tellAll(plot: Plot): Promise<void> {
  for (const id of plot.names('comment')) await tellNow(id)
}
