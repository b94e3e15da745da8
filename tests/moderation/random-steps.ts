import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { resumeBulk } from '#lib/moderation/bulk/resume-bulk.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { stopBulk } from '#lib/moderation/bulk/stop-bulk.ts'
import { undoBulk } from '#lib/moderation/bulk/undo-bulk.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { approveAndReply } from '#lib/moderation/decisions/approve-and-reply.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { withdrawGuestPost } from '#lib/moderation/guest-posts/withdraw-guest-post.ts'
import { askBlindReading } from '#lib/moderation/insights/ask-blind-reading.ts'
import { giveBlindVerdict } from '#lib/moderation/insights/give-blind-verdict.ts'
import { verdicts } from '#lib/moderation/kinds/kind.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { holdCard } from '#lib/moderation/live/hold-card.ts'
import { takeOverCard } from '#lib/moderation/live/take-over-card.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { withdrawName } from '#lib/moderation/names/withdraw-name.ts'
import { markNoticesRead } from '#lib/moderation/notices/mark-notices-read.ts'
import { dismissPerson } from '#lib/moderation/people/dismiss-person.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { sendProposalAgain } from '#lib/moderation/proposals/send-proposal-again.ts'
import { withdrawProposal } from '#lib/moderation/proposals/withdraw-proposal.ts'
import { publishTrusted } from '#lib/moderation/rules/publish-trusted.ts'
import { liftMeasure } from '#lib/people/lift-measure.ts'
import { readViewer } from '#lib/people/read-viewer.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { bringBackDraft } from '#lib/posts/writing/deleted/bring-back-draft.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { proposeEach } from '#lib/proposals/propose-each.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { lockField } from '#lib/works/lock-field.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'
import type { z } from 'zod'
import { tellNow } from '../cast.ts'
import { tellEverybody } from '../jobs/carry-out-jobs.ts'

/** Where a run happens. The clock is its own: it goes on by what each step says. */
export type Stage = {
  post: { id: string; slug: string }
  /** Rae and Nia read and write, Mo and Noor moderate, Ida administers. */
  people: SignedIn[]
  clock: Date
  /** A work whose facts are proposed, and when the run began. */
  work: { id: string }
  began: Date
  /** What every text of this run begins with. */
  mark: string
}

/** Something that one of the five does. Numbers choose among what there is when its turn comes. */
export type Step = { what: keyof typeof acts; who: number; which: number; how: number; seconds: number }

const reasonCodes = ['spam', 'off-topic', 'unkind', 'other'] as const

/** What a run begins with: five texts, three of them decided, a change of the work and an essay, so that there is something to report, edit and take back. */
const opening: Step[][] = [
  ...[0, 1, 0, 1, 2].map((who, which): Step[] => [{ what: 'reply', who, which, how: 0, seconds: 1 }]),
  [{ what: 'suggest a change', who: 0, which: 2, how: 1, seconds: 1 }],
  [{ what: 'send an essay', who: 1, which: 0, how: 1, seconds: 1 }],
  ...[0, 0, 1].map((how, which): Step[] => [{ what: 'decide', who: 2 + (which % 2), which, how, seconds: 1 }]),
]

/** Steps, some of them at the same time. A quarter of what happens are verdicts, as on a desk. */
export function anySteps(most: number): fc.Arbitrary<Step[][]> {
  const step = fc.noBias(fc.record({
    what: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom<Step['what'][]>('reply') },
      { weight: 7, arbitrary: fc.constantFrom<Step['what'][]>('decide') },
      { weight: 4, arbitrary: fc.constantFrom<Step['what'][]>('undo') },
      { weight: 3, arbitrary: fc.constantFrom<Step['what'][]>('edit', 'report', 'appeal', 'second look') },
      { weight: 3, arbitrary: fc.constantFrom<Step['what'][]>('suggest a change', 'send an essay', 'send a suggestion again') },
      { weight: 14, arbitrary: fc.constantFrom(...(Object.keys(acts) as Step['what'][])) },
    ),
    who: fc.nat(4), which: fc.nat(30), how: fc.nat(300), seconds: fc.constantFrom(0, 1, 20, 59, 61, 3_600),
  }))
  const atOnce = fc.oneof({ weight: 5, arbitrary: step.map((one) => [one]) }, { weight: 1, arbitrary: fc.array(step, { minLength: 2, maxLength: 4 }) })
  return fc.noBias(fc.array(atOnce, { minLength: Math.floor(most / 2), maxLength: most, size: 'max' })).map((steps) => [...opening, ...steps])
}

/** Carries steps out. A refusal is an answer like any other; whatever throws is a bug. */
export async function play(stage: Stage, run: Step[][]): Promise<void> {
  for (const atOnce of run) {
    for (const { seconds } of atOnce) stage.clock = new Date(stage.clock.getTime() + seconds * 1000)
    await Promise.all(atOnce.map((step) => acts[step.what](stage, step)))
  }
}

/** One of several by a number; nothing of nothing. */
function pick<Item>(items: readonly Item[], which: number): Item | undefined {
  return items[which % Math.max(1, items.length)]
}

/** As a request would: who somebody is stands in the database. */
async function viewerOf({ people }: Stage, { who }: Step): Promise<Viewer> {
  const person = pick(people, who)
  return (person && (await readViewer(person.id))) ?? anonymous
}

/** One of those who moderate, two times of three. */
function moderating(step: Step): Step {
  return step.how % 3 === 0 ? step : { ...step, who: 2 + (step.who % 3) }
}

async function act<Schema extends z.ZodType, Loaded, Value>(stage: Stage, step: Step, definition: Command<Schema, Loaded, Value>, input: unknown) {
  const outcome = await runCommand(definition, await viewerOf(stage, step), input, stage.clock)
  const count = tally.get(definition.name) ?? { done: 0, refused: 0 }
  tally.set(definition.name, outcome.ok ? { ...count, done: count.done + 1 } : { ...count, refused: count.refused + 1 })
  return outcome
}

/** How often each command was carried out and refused, over all runs. */
export const tally = new Map<string, { done: number; refused: number }>()

let texts = 0

/** Words that no other text has: where they are found, this text is shown. */
function words({ mark }: Stage): string {
  return `${mark} says ${mark}x${++texts}x and no more.`
}

const comments = ({ post }: Stage) => reader().comment.findMany({ where: { postId: post.id }, orderBy: { path: 'asc' }, select: { id: true, authorId: true, state: true } })
/** Of the conversation, the names of those who take part in it, what they propose for the work, and the essays that they send. */
export const ofStage = ({ post, people, work, began }: Stage) => {
  const personId = { in: people.map(({ id }) => id) }
  return { OR: [{ postId: post.id }, { kind: 'name' as const, personId }, { proposal: { is: { workId: work.id } } }, { guestPost: { is: { personId, sentAt: { gte: began } } } }] }
}
const items = (stage: Stage) => reader().reviewItem.findMany({ where: ofStage(stage), orderBy: { id: 'asc' }, select: { id: true, kind: true, state: true, version: true, commentRevisionId: true } })
const decisions = (stage: Stage) => reader().decision.findMany({ where: { reviewItem: ofStage(stage) }, orderBy: { seq: 'desc' }, select: { id: true } })
const bulks = ({ people }: Stage) => reader().bulk.findMany({ where: { byId: { in: people.map(({ id }) => id) } }, orderBy: { at: 'desc' }, take: 5, select: { id: true } })

const proposals = ({ work }: Stage) => reader().proposal.findMany({ where: { workId: work.id }, orderBy: { id: 'asc' }, select: { id: true, state: true, personId: true } })
const guestPosts = ({ people, began }: Stage) =>
  reader().guestPost.findMany({ where: { personId: { in: people.map(({ id }) => id) }, sentAt: { gte: began } }, orderBy: { id: 'asc' }, select: { postId: true, personId: true } })
const draftOf = async (postId: string) => (await reader().post.findUniqueOrThrow({ where: { id: postId }, select: { draftVersion: true } })).draftVersion

/** Whoever sent something does it; now and then somebody else tries. */
function byTheirs({ people }: Stage, step: Step, { personId }: { personId: string | null }): Step {
  const who = people.findIndex(({ id }) => id === personId)
  return who < 0 || step.how % 7 === 6 ? step : { ...step, who }
}

/** The minute is over in which what was decided of somebody could be taken back unsaid. */
async function tellOf(personId: string | null): Promise<void> {
  if (personId) await writer().$executeRaw`UPDATE notice SET due_at = least(due_at, now()) WHERE person_id = ${personId}::uuid AND cancelled_at IS NULL`
}

/** The facts that somebody saw: those of now, or, now and then, older ones. */
async function someFacts({ work }: Stage, { which, how }: Step): Promise<string> {
  const all = await reader().workRevision.findMany({ where: { workId: work.id }, orderBy: { number: 'desc' }, select: { id: true } })
  return (how % 4 === 0 ? pick(all, which) : all[0])?.id ?? ''
}

/** A few facts, so that two people often speak of the same one. */
function someWishes({ which, how }: Step) {
  const source = 'the end titles'
  const minutes = { key: 'runningTimes/aaaaaaaa', now: how % 9 === 0 ? null : { minutes: 90 + (how % 3) }, source }
  const genre = { key: `genres/${'abc'.charAt(which % 3).repeat(8)}`, now: how % 5 === 0 ? null : { name: ['Drama', 'Farce'][how % 2], place: 0 }, source }
  return which % 3 === 0 ? [minutes] : which % 3 === 1 ? [genre] : [minutes, genre]
}

async function ownComment(stage: Stage, step: Step) {
  const person = pick(stage.people, step.who)
  const own = (await comments(stage)).filter(({ authorId }) => authorId === person?.id)
  return step.how % 7 === 6 ? pick(await comments(stage), step.which) : pick(own, step.which)
}

/** Mostly something that waits, on the version that is there; sometimes anything, or an old version. */
async function someItem(stage: Stage, { which, how }: Step) {
  const all = await items(stage)
  const waiting = all.filter(({ state }) => state === 'waiting')
  const item = pick(how % 4 === 0 || waiting.length === 0 ? all : waiting, which)
  return item && { ...item, version: how % 11 === 10 ? item.version - 1 : item.version }
}

const acts = {
  async reply(stage: Stage, step: Step) {
    const published = (await comments(stage)).filter(({ state }) => state === 'published')
    const parentId = step.how % 2 === 0 ? '' : (pick(published, step.which)?.id ?? '')
    await act(stage, step, postReply, { slug: stage.post.slug, parentId, body: words(stage), idempotencyKey: randomUUID() })
  },
  async 'reply of a trusted person'(stage: Stage, step: Step) {
    const sent = await act(stage, step, postReply, { slug: stage.post.slug, body: words(stage), idempotencyKey: randomUUID() })
    if (sent.ok) await runCommand(publishTrusted, operator, { commentId: sent.value.id }, stage.clock)
  },
  async edit(stage: Stage, step: Step) {
    const comment = await ownComment(stage, step)
    if (comment) await act(stage, step, editComment, { commentId: comment.id, body: words(stage) })
  },
  async 'take an edit back'(stage: Stage, step: Step) {
    const comment = await ownComment(stage, step)
    const approved = comment && (await reader().comment.findUniqueOrThrow({ where: { id: comment.id }, select: { approvedRevision: { select: { source: true } } } })).approvedRevision
    if (comment && approved) await act(stage, step, editComment, { commentId: comment.id, body: approved.source })
  },
  async resubmit(stage: Stage, step: Step) {
    const returned = (await comments(stage)).filter(({ state }) => state === 'returned')
    const comment = pick(returned, step.which)
    const who = stage.people.findIndex(({ id }) => id === comment?.authorId)
    if (!comment) return
    await tellNow(comment.id)
    await act(stage, { ...step, who: who < 0 ? step.who : who }, resubmitComment, { commentId: comment.id, body: words(stage) })
  },
  async withdraw(stage: Stage, step: Step) {
    const comment = await ownComment(stage, step)
    if (comment && step.which % 3 === 0) await act(stage, step, withdrawComment, { commentId: comment.id })
  },
  async decide(stage: Stage, step: Step) {
    const item = await someItem(stage, step)
    if (!item) return
    const revision = step.how % 5 === 0 ? (item.commentRevisionId ?? '') : ''
    const known = step.how % 9 === 8 ? verdicts : kindModule(item.kind).verdicts
    const action = pick(known, step.how)
    await act(stage, moderating(step), decide, { itemId: item.id, version: item.version, action, revision, ...reasonFor(step), ...(action === 'return' && { passage: step.which % 2 ? stage.mark : '' }) })
  },
  async undo(stage: Stage, step: Step) {
    const decision = pick((await decisions(stage)).slice(0, 6), step.which)
    if (decision) await act(stage, moderating(step), undoDecision, { decisionId: decision.id })
  },
  async 'approve and reply'(stage: Stage, step: Step) {
    const item = await someItem(stage, step)
    if (item) await act(stage, moderating(step), approveAndReply, { itemId: item.id, version: item.version, body: words(stage), idempotencyKey: randomUUID() })
  },
  async 'ask for another name'(stage: Stage, step: Step) {
    await act(stage, step, editProfile, { name: `${stage.mark} ${step.which % 4}`, pronouns: '', biography: '', website: '' })
  },
  async 'take a name back'(stage: Stage, step: Step) {
    await act(stage, step, withdrawName, {})
  },
  async 'suggest a change'(stage: Stage, step: Step) {
    await act(stage, step, proposeEach, { workId: stage.work.id, baseRevisionId: await someFacts(stage, step), changes: someWishes(step), comment: words(stage) })
  },
  async 'change a work at once'(stage: Stage, step: Step) {
    await act(stage, moderating(step), proposeAndApprove, { workId: stage.work.id, baseRevisionId: await someFacts(stage, step), changes: someWishes(step), comment: words(stage) })
  },
  async 'take a suggestion back'(stage: Stage, step: Step) {
    const proposal = pick(await proposals(stage), step.which)
    if (proposal) await act(stage, byTheirs(stage, step, proposal), withdrawProposal, { proposalId: proposal.id })
  },
  async 'send a suggestion again'(stage: Stage, step: Step) {
    const proposal = pick((await proposals(stage)).filter(({ state }) => state === 'returned'), step.which)
    if (!proposal) return
    await tellOf(proposal.personId)
    await act(stage, byTheirs(stage, step, proposal), sendProposalAgain, { proposalId: proposal.id, baseRevisionId: await someFacts(stage, step), changes: someWishes(step), comment: words(stage) })
  },
  async 'lock a field'(stage: Stage, step: Step) {
    await act(stage, moderating(step), lockField, { workId: stage.work.id, field: step.which % 2 ? 'genres' : 'runningTimes', why: step.how % 3 ? '' : 'It is being looked up.' })
  },
  async 'send an essay'(stage: Stage, step: Step) {
    const reading = { ...step, who: step.who % 2 }
    const begun = await act(stage, reading, beginGuestPost, {})
    if (!begun.ok) return
    const postId = begun.value.id
    const draft = { title: `Essay ${stage.mark}`, standfirst: '', source: words(stage), contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' }
    if (step.how % 3) await act(stage, reading, saveDraft, { postId, version: await draftOf(postId), ...draft })
    await act(stage, reading, sendGuestPost, { postId, version: await draftOf(postId) })
  },
  async 'send an essay again'(stage: Stage, step: Step) {
    const sent = pick(await guestPosts(stage), step.which)
    if (!sent) return
    await tellOf(sent.personId)
    const theirs = byTheirs(stage, step, sent)
    const draft = { title: `Essay ${stage.mark}`, standfirst: '', source: words(stage), contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' }
    await act(stage, theirs, saveDraft, { postId: sent.postId, version: await draftOf(sent.postId), ...draft })
    await act(stage, theirs, sendGuestPost, { postId: sent.postId, version: await draftOf(sent.postId) })
  },
  async 'take an essay back'(stage: Stage, step: Step) {
    const sent = pick(await guestPosts(stage), step.which)
    if (sent) await act(stage, byTheirs(stage, step, sent), withdrawGuestPost, { postId: sent.postId })
  },
  async 'delete an essay'(stage: Stage, step: Step) {
    const sent = pick(await guestPosts(stage), step.which)
    if (!sent) return
    if (step.how % 3) await tellOf(sent.personId)
    await act(stage, byTheirs(stage, step, sent), deleteDraft, { postId: sent.postId, ...(step.how % 2 && { draftVersion: await draftOf(sent.postId) }) })
  },
  async 'bring an essay back'(stage: Stage, step: Step) {
    const deleted = await reader().deletedDraft.findMany({ where: { post: { guestPosts: { some: { sentAt: { gte: stage.began } } } } }, orderBy: { postId: 'asc' }, select: { postId: true, deletedById: true } })
    const one = pick(deleted, step.which)
    if (one) await act(stage, byTheirs(stage, step, { personId: one.deletedById }), bringBackDraft, { postId: one.postId })
  },
  async report(stage: Stage, step: Step) {
    const published = (await comments(stage)).filter(({ state }) => state === 'published')
    const comment = pick(step.how % 5 === 0 ? await comments(stage) : published, step.which)
    if (comment) await act(stage, step, reportComment, { commentId: comment.id, reasonCode: 'unkind', note: '' })
  },
  async appeal(stage: Stage, step: Step) {
    const taken = await reader().decision.findMany({
      where: { reviewItem: { postId: stage.post.id }, toState: { in: ['rejected', 'hidden'] } }, orderBy: { seq: 'desc' },
      select: { id: true, reviewItem: { select: { comment: { select: { authorId: true } } } } },
    })
    const decision = pick(taken, step.which)
    const who = stage.people.findIndex(({ id }) => id === decision?.reviewItem.comment?.authorId)
    if (decision) await act(stage, { ...step, who: who < 0 ? step.who : who }, appealDecision, { decisionId: decision.id, body: 'Please read this again.' })
  },
  async 'answer a case'(stage: Stage, step: Step) {
    const item = pick((await items(stage)).filter(({ kind }) => kind === 'appeal' || kind === 'second_look'), step.which)
    if (item) await act(stage, step, answerCase, { itemId: item.id, body: 'Something to the case.', teamOnly: step.how % 2 ? '' : 'yes' })
  },
  async 'second look'(stage: Stage, step: Step) {
    const decision = pick(await decisions(stage), step.which)
    if (decision) await act(stage, moderating(step), openSecondLook, { decisionId: decision.id, note: 'Would you have done the same?' })
  },
  async bulk(stage: Stage, step: Step) {
    const some = (await items(stage)).filter(({ state }, index) => state === 'waiting' || index % 3 === 0)
    const named = some.map(({ id: itemId, version }) => ({ itemId, version }))
    const started = await act(stage, moderating(step), startBulk, { action: pick(step.how % 5 === 4 ? verdicts : ['approve', 'reject', 'return', 'dismiss', 'hide'], step.which), items: named, ...reasonFor(step) })
    if (started.ok && step.which % 4 > 0) await continueBulk(started.value.bulkId)
  },
  async 'bulk of a person'(stage: Stage, step: Step) {
    const person = pick(stage.people, step.which)
    if (!person) return
    const group = { by: 'person', is: person.id, upTo: stage.clock.toISOString() }
    const started = await act(stage, moderating(step), startBulk, { action: verdicts[step.how % 3], group, ...reasonFor(step) })
    if (started.ok) await continueBulk(started.value.bulkId)
  },
  async 'stop a bulk'(stage: Stage, step: Step) {
    const bulk = pick(await bulks(stage), step.which)
    if (bulk) await act(stage, moderating(step), stopBulk, { bulkId: bulk.id })
  },
  async 'go on with a bulk'(stage: Stage, step: Step) {
    const bulk = pick(await bulks(stage), step.which)
    if (!bulk) return
    await act(stage, moderating(step), resumeBulk, { bulkId: bulk.id })
    await continueBulk(bulk.id)
  },
  async 'undo a bulk'(stage: Stage, step: Step) {
    const bulk = pick(await bulks(stage), step.which)
    if (!bulk) return
    const undone = await act(stage, moderating(step), undoBulk, { bulkId: bulk.id })
    if (undone.ok) await continueBulk(undone.value.bulkId)
  },
  async 'measure'(stage: Stage, step: Step) {
    const person = pick(stage.people, step.which)
    const kind = (['note', 'held', 'slow', 'suspended', 'note'] as const)[step.how % 5]
    if (person) await act(stage, moderating(step), takeMeasure, { handle: person.handle, kind, reason: 'For a reason.', ...(kind === 'slow' && { everySeconds: 60 }) })
  },
  async 'lift a measure'(stage: Stage, step: Step) {
    const measure = pick(await reader().measure.findMany({ where: { personId: { in: stage.people.map(({ id }) => id) }, liftedAt: null }, select: { id: true } }), step.which)
    if (measure) await act(stage, moderating(step), liftMeasure, { measureId: measure.id, reason: 'It is enough.' })
  },
  async 'dismiss a person'(stage: Stage, step: Step) {
    const person = pick(stage.people, step.which % 2)
    if (!person || step.how % 3 > 0) return
    const dismissed = await act(stage, moderating(step), dismissPerson, { handle: person.handle, kind: 'suspended', reason: 'Nothing but advertising.', reasonCode: 'spam' })
    if (dismissed.ok) for (const bulkId of dismissed.value.bulkIds) await continueBulk(bulkId)
  },
  async 'read notices'(stage: Stage, step: Step) {
    await act(stage, step, markNoticesRead, { until: stage.clock.toISOString() })
  },
  async 'write mail'(stage: Stage) {
    await tellEverybody(stage.clock)
  },
  async 'blind reading'(stage: Stage, step: Step) {
    const asked = await act(stage, moderating(step), askBlindReading, {})
    if (asked.ok && step.which % 2) await act(stage, moderating(step), giveBlindVerdict, { readingId: asked.value.readingId, verdict: 'approve' })
  },
  async 'hold a card'(stage: Stage, step: Step) {
    const item = await someItem(stage, step)
    const command = step.how % 2 ? holdCard : takeOverCard
    if (item) await act(stage, moderating(step), command, { tab: `tab-${step.who}-${step.which % 3}-of-random`, itemId: item.id })
  },
  async 'trust people'(stage: Stage, step: Step) {
    await runCommand(changeSetting, operator, { key: 'moderation.auto-publish', value: { on: step.how % 2 === 0, approvedTexts: 1 } }, stage.clock)
  },
} satisfies Record<string, (stage: Stage, step: Step) => Promise<void>>

function reasonFor({ which }: Step) {
  const reasonCode = pick(reasonCodes, which) ?? 'spam'
  return { reasonCode, reasonNote: reasonCode === 'other' ? 'In words of my own.' : '' }
}
