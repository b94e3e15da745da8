import { setTimeout as sleep } from 'node:timers/promises'
import { editComment } from '#lib/comments/edit-comment.ts'
import { reader } from '#lib/database.ts'
import { carryOut, replyBy } from '../cast.ts'
import { ask, inTurns } from './ask.ts'
import type { HeardSite } from './hear-site.ts'
import { newWord } from './canaries.ts'
import { canariesIn } from './find-canaries.ts'
import { keyOf } from './canaries.ts'
import type { Plot } from './plot.ts'
import type { Viewer } from './viewers.ts'

/** In milliseconds: what another process may send at the latest after the answer to a decision. */
const promised = 1_000

/** Where a reply can be read that is public. */
function placesOf({ essay: { slug }, people }: Plot, id: string, word: string): string[] {
  return [
    `/posts/${slug}`, `/posts/${slug}?order=newest`, `/posts/${slug}?order=oldest`, `/posts/${slug}?branch=${id}`, `/posts/${slug}/comments/feed.xml`, `/api/v1/posts/${slug}/comments`, `/api/v1/comments/${id}`,
    `/c/${id}/reply`, `/c/${id}/report`, `/people/${people.wil.handle}`, '/', `/search?q=${word}`, `/api/v1/search?q=${word}`,
  ]
}

/** What was decided, at how many places each server showed the word before that, and at which each did so afterwards. */
export type First = { decision: string; shown: number[]; still: string[]; late: string[] }

type Asked = { plot: Plot; sites: readonly [HeardSite, HeardSite]; viewers: readonly Viewer[]; moderator: Viewer }

/**
 * A reply is read at every place on two servers, which keep their pages; then a moderator decides by asking the first. Its answer once there, the first server shows nowhere what
 * that decision takes away, and a second later no server does. So for an approval that is undone, a change that is rejected, and a reply that is hidden.
 * @returns also how much the approved text was shown before the change was sent, and after that was rejected
 */
export async function decideAndLook(asked: Asked): Promise<{ firsts: First[]; approved: { before: number[]; after: number[] } }> {
  const { plot } = asked
  const [word, proposed] = [newWord(), newWord()]
  const id = await replyBy(plot.people.wil, plot.essay.slug, '', plot.say(word))
  const reply = { id, word }
  const approve = () => decide(asked, id, 'comment', 'approve').finally(() => sleep(promised))
  const { decisionId } = await approve()
  const undone = await isGone(asked, 'an approval undone', reply, () => tell(asked, `/api/v1/moderation/decisions/${decisionId}/undo`, {}))
  await approve()
  const before = await countShowing(asked, reply)
  await carryOut(editComment, plot.people.wil, { commentId: id, body: plot.say(proposed) })
  const rejected = await isGone(asked, 'a change rejected', { id, word: proposed }, () => decide(asked, id, 'comment_edit', 'reject', { reason: 'off-topic' }))
  const after = await countShowing(asked, reply)
  const hidden = await isGone(asked, 'a reply hidden', reply, () => decide(asked, id, 'comment', 'hide', { reason: 'off-topic' }))
  return { firsts: [undone, rejected, hidden], approved: { before, after } }
}

type Said = { id: string; word: string }

async function isGone(asked: Asked, decision: string, said: Said, work: () => Promise<unknown>): Promise<First> {
  const [here, there] = asked.sites
  const shown = await countShowing(asked, said)
  await work()
  const decided = performance.now()
  const still = await findShowing(asked, here, said)
  let late: string[] = []
  for (let began = decided; began - decided < promised; ) {
    began = performance.now()
    late = await findShowing(asked, there, said)
    if (late.length === 0) break
  }
  return { decision, shown, still, late }
}

/** At how many places each server shows a word. */
function countShowing(asked: Asked, said: Said): Promise<number[]> {
  return Promise.all(asked.sites.map(async (site) => (await findShowing(asked, site, said)).length))
}

/** Who is shown a word, and where. */
async function findShowing({ plot, viewers }: Asked, site: HeardSite, { id, word }: Said): Promise<string[]> {
  const places = placesOf(plot, id, word).flatMap((address) => viewers.map((viewer) => ({ address, viewer })))
  const found: string[] = []
  await inTurns(places, 8, async ({ address, viewer }) => {
    const { sent } = await ask(site.url, viewer, address)
    // A search repeats what it was asked for.
    const says = address.includes(word) ? sent.includes(id) : canariesIn(sent).has(keyOf(word))
    if (says) found.push(`${viewer.name} at ${address}`)
  })
  return found
}

async function decide(asked: Asked, commentId: string, kind: 'comment' | 'comment_edit', action: string, reason: object = {}) {
  const { id, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind }, select: { id: true, version: true } })
  return tell(asked, `/api/v1/moderation/items/${id}/decisions`, { action, version, ...reason })
}

/** @throws Error where it is not done */
async function tell({ sites: [here], moderator }: Asked, address: string, what: object): Promise<{ decisionId: string }> {
  const { status, body } = await ask(here.url, moderator, address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(what) })
  if (status !== 200) throw new Error(`The decision was answered ${status}: ${body}`)
  return JSON.parse(body) as { decisionId: string }
}
