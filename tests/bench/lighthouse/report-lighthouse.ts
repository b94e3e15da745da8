import path from 'node:path'
import { findBrowser } from '../../../scripts/find-browser.ts'
import { stage } from '../../../scripts/progress.mjs'
import type { Bench } from '../bench.ts'
import { grouped } from '../figures.ts'
import { serveWeighed } from '../weight/serve-weighed.ts'
import { categories, installLighthouse, judgePage } from './run-lighthouse.ts'
import type { Judgement } from './run-lighthouse.ts'

/** Of a hundred, in each of the four. */
const promised = 98
/** A machine that has other things to do is slower for a moment: the middle one of so many is taken. */
const rounds = 3

/** What Lighthouse says of an essay, of the first page of a long conversation, and of the front page, on a phone. */
export async function reportLighthouse(bench: Bench) {
  const site = await serveWeighed(bench, bench.sizes.thread)
  await installLighthouse()
  const browser = await findBrowser()
  const pages = { 'an essay': site.pages.essay, [`an essay with ${grouped(bench.sizes.thread)} comments`]: site.pages.thread, 'the front page': site.pages.front }
  const lines = [['Lighthouse, on a phone', ...categories, 'first paint', 'largest paint', 'blocked', 'shift']]
  for (const [what, address] of Object.entries(pages)) {
    const judged = await stage(`Judging ${what}`, async () => {
      const all: Judgement[] = []
      for (let round = 0; round < rounds; round++) all.push(await judgePage(site.url + address, browser, path.join(bench.folder, `lighthouse-${round}.json`)))
      return all.toSorted((one, other) => one.scores.performance - other.scores.performance)[Math.floor(rounds / 2)]
    })
    if (!judged) continue
    lines.push([what, ...categories.map((name) => String(judged.scores[name])), ...judged.measured])
    for (const name of categories) if (judged.scores[name] < promised) bench.fail(`${what}: Lighthouse gives ${judged.scores[name]} for ${name}; ${promised} is promised. It names: ${judged.named.join('; ')}`)
  }
  bench.show(lines)
}
