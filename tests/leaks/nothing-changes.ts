import { ask, forgetCounts, inTurns } from './ask.ts'
import type { HeardSite } from './hear-site.ts'
import type { Plot } from './plot.ts'
import { bare, firstOff } from './same-answers.ts'
import { surfaces } from './surfaces.ts'

/** Every page, feed, list and file that somebody without an account is sent, byte for byte. */
export type Shown = Map<string, string>

const anonymous = { headers: {} }

/** In what is sent to nobody in particular. @param addresses those of before; left out: all at which something is */
export async function readShown(plot: Plot, site: HeardSite, addresses?: readonly string[]): Promise<Shown> {
  const shown: Shown = new Map()
  const all = addresses ?? [...new Set(Object.values(surfaces).flatMap((ways) => ways(plot)))]
  await forgetCounts()
  await inTurns(all, 8, async (address) => {
    const { status, body } = await ask(site.url, anonymous, address)
    if (addresses || status === 200) shown.set(address, `${status} ${bare(body, [], [site])}`)
  })
  return shown
}

/** Which of them are others than they were. */
export function whatChanged(before: Shown, after: Shown): string[] {
  return [...before].filter(([address, body]) => after.get(address) !== body).map(([address, body]) => `${address}: ${firstOff(body, after.get(address) ?? '')}`)
}
