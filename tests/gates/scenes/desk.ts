import { randomUUID } from 'node:crypto'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { decideBulkItem } from '#lib/moderation/bulk/decide-bulk-item.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { stopBulk } from '#lib/moderation/bulk/stop-bulk.ts'
import { askBlindReading } from '#lib/moderation/insights/ask-blind-reading.ts'
import { holdCard } from '#lib/moderation/live/hold-card.ts'
import { decideUnderOwn } from '#lib/moderation/own-posts/decide-under-own.ts'
import { rehearseWaiting } from '#lib/moderation/rules/rehearse-rules.ts'
import { saveRule } from '#lib/moderation/rules/save-rule.ts'
import { startRehearsal } from '#lib/moderation/rules/start-rehearsal.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, itemAbout, publishedReplyBy, replyBy } from '../../cast.ts'
import { member } from '../../people/stories.ts'
import type { World } from '../people.ts'
import { decided, decisionAbout } from './comments.ts'
import { essayOf } from './scene.ts'
import type { Scenes } from './scene.ts'

/** What moderators do, and what authors may do in their stead. */
export const desk: Scenes = {
  decide: async (world) => ({ input: { ...(await waiting(world)), action: 'approve' }, party: world.mo, partyInput: { ...(await ownHidden(world)), action: 'restore' } }),
  'approve-and-reply': async (world) => ({ input: { ...(await waiting(world)), body: 'Welcome.', idempotencyKey: randomUUID() } }),
  'undo-decision': async (world) => {
    const { commentId } = await ownHidden(world, true)
    return { input: { decisionId: await decisionAbout(await decided(world, 'reject')) }, party: world.mo, partyInput: { decisionId: await decisionAbout(commentId) } }
  },
  'open-second-look': async (world) => ({ input: { decisionId: await decisionAbout(await decided(world, 'reject')), note: 'Please look.' } }),
  'start-bulk': async (world) => {
    const { itemId, version } = await waiting(world)
    return { input: { action: 'approve', items: [{ itemId, version }] }, fields: { action: 'approve', [`item-${itemId}`]: String(version) } }
  },
  'stop-bulk': (world) => bulkOf(world),
  'resume-bulk': async (world) => {
    const bulk = await bulkOf(world)
    await runCommand(stopBulk, bulk.owner, bulk.input)
    return bulk
  },
  'undo-bulk': async (world) => {
    const bulk = await bulkOf(world)
    await runCommand(decideBulkItem, bulk.owner, { ...bulk.input, position: await firstPlaceOf(bulk.input.bulkId) })
    await runCommand(stopBulk, bulk.owner, bulk.input)
    return bulk
  },
  'decide-bulk-item': async (world) => {
    const { input, owner } = await bulkOf(world)
    return { input: { ...input, position: await firstPlaceOf(input.bulkId) }, owner }
  },
  'hold-card': async (world) => ({ input: { tab: randomUUID(), itemId: (await waiting(world)).itemId } }),
  'take-over-card': async (world) => {
    const { itemId } = await waiting(world)
    await carryOut(holdCard, world.mo, { tab: randomUUID(), itemId })
    return { input: { tab: randomUUID(), itemId }, party: world.mo, partyInput: { tab: randomUUID(), itemId: (await ownHidden(world)).itemId } }
  },
  'leave-card': async () => ({ input: { tab: randomUUID() } }),
  'ask-blind-reading': async (world) => {
    for (let count = 0; count < 3; count++) await decided(world, 'reject')
    return { input: {} }
  },
  'give-blind-verdict': async (world) => {
    for (let count = 0; count < 2; count++) await decided(world, 'reject')
    const owner = await member('una', { role: 'moderator' })
    await carryOut(askBlindReading, owner, {})
    const { id: readingId } = await reader().blindReading.findFirstOrThrow({ where: { readerId: owner.id }, select: { id: true } })
    return { input: { readingId, verdict: 'approve' }, owner }
  },
  'save-rule': async () => ({ input: newRule() }),
  'start-rehearsal': async ({ mo }) => ({ input: { ruleId: (await carryOut(saveRule, mo, newRule())).ruleId, version: 1 } }),
  'switch-rule': async ({ mo }) => {
    const { ruleId } = await carryOut(saveRule, mo, newRule())
    await carryOut(startRehearsal, mo, { ruleId, version: 1 })
    await rehearseWaiting()
    return { input: { ruleId, version: 1, to: 'on' } }
  },
  'decide-under-own': async (world) => {
    await carryOut(changeSetting, world.ida, { key: 'moderation.authors-decide', value: true })
    return { input: { ...(await waiting(world)), action: 'approve' }, owner: world.ada }
  },
  'undo-under-own': async (world) => {
    await carryOut(changeSetting, world.ida, { key: 'moderation.authors-decide', value: true })
    const commentId = await replyBy(world.rae, (await essayOf(world)).slug)
    const { id: itemId, version } = await itemAbout(commentId)
    await carryOut(decideUnderOwn, world.ada, { itemId, version, action: 'approve' })
    return { input: { decisionId: await decisionAbout(commentId) }, owner: world.ada }
  },
}

/** A text of Rae's that waits under an essay of Ada's. */
async function waiting(world: World): Promise<{ itemId: string; version: number }> {
  const { id: itemId, version } = await itemAbout(await replyBy(world.rae, (await essayOf(world)).slug))
  return { itemId, version }
}

/** A text of Mo's that Noor has hidden. */
async function ownHidden(world: World): Promise<{ itemId: string; version: number }>
async function ownHidden(world: World, named: true): Promise<{ commentId: string }>
async function ownHidden(world: World, named = false) {
  const commentId = await publishedReplyBy(world.mo, world.noor, (await essayOf(world)).slug)
  await decideNow(world.noor, commentId, 'hide')
  const { id: itemId, version } = await itemAbout(commentId)
  return named ? { commentId } : { itemId, version }
}

/** A bulk of a moderator's. Where a site runs it goes on with it, so what follows may find it done. */
async function bulkOf(world: World): Promise<{ input: { bulkId: string }; owner: SignedIn }> {
  const owner = await member('una', { role: 'moderator' })
  const { itemId, version } = await waiting(world)
  const { bulkId } = await carryOut(startBulk, owner, { action: 'approve', items: [{ itemId, version }] })
  return { input: { bulkId }, owner }
}

async function firstPlaceOf(bulkId: string): Promise<number> {
  return (await writer().bulkItem.findFirstOrThrow({ where: { bulkId }, select: { position: true } })).position
}

const newRule = () => ({ kind: 'words', name: `Rule ${randomUUID()}`, severity: 'hold', settings: { phrases: `q${randomUUID()}` } })
