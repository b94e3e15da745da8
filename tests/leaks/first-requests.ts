import { setTimeout as sleep } from 'node:timers/promises'
import { reader } from '#lib/database.ts'
import { replyBy } from '../cast.ts'
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

/** At how many places each server showed the reply before it was hidden, and at which each did so afterwards. */
export type First = { shown: number[]; still: string[]; late: string[] }

/**
 * A reply is read at every place on two servers, which keep their pages; then a moderator hides it by asking the first. Its answer once there, the first
 * server shows it nowhere, and a second later no server does.
 */
export async function hideAndLook(plot: Plot, [here, there]: readonly [HeardSite, HeardSite], viewers: readonly Viewer[], moderator: Viewer): Promise<First> {
  const word = newWord()
  const id = await replyBy(plot.people.wil, plot.essay.slug, '', plot.say(word))
  const decide = async (action: string, reason: object = {}) => {
    const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId: id, kind: 'comment' }, select: { id: true, version: true } })
    const body = JSON.stringify({ action, version, ...reason })
    return ask(here.url, moderator, `/api/v1/moderation/items/${itemId}/decisions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }
  const places = placesOf(plot, id, word).flatMap((address) => viewers.map((viewer) => ({ address, viewer })))
  const showing = async (site: HeardSite) => {
    const found: string[] = []
    await inTurns(places, 8, async ({ address, viewer }) => {
      const { sent } = await ask(site.url, viewer, address)
      // A search repeats what it was asked for.
      const says = address.includes(word) ? sent.includes(id) : canariesIn(sent).has(keyOf(word))
      if (says) found.push(`${viewer.name} at ${address}`)
    })
    return found
  }
  await decide('approve')
  await sleep(promised)
  const shown = [await showing(here), await showing(there)].map(({ length }) => length)
  const { status } = await decide('hide', { reason: 'off-topic' })
  const hidden = performance.now()
  if (status !== 200) throw new Error(`The decision was answered ${status}`)
  const still = await showing(here)
  let late: string[] = []
  for (let began = hidden; began - hidden < promised; ) {
    began = performance.now()
    late = await showing(there)
    if (late.length === 0) break
  }
  return { shown, still, late }
}
