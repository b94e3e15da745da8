import { setTimeout as sleep } from 'node:timers/promises'
import { ask, forgetCounts, inTurns } from './ask.ts'
import { beginning, newWord } from './canaries.ts'
import type { HeardSite } from './hear-site.ts'
import type { Plot } from './plot.ts'
import { bare, firstOff } from './same-answers.ts'
import type { Viewer } from './viewers.ts'

/** Where one can ask for a word. */
const searches = ['/api/v1/search?q=', '/works/find?q=', '/search?q=', '/works?q=']

/**
 * Searches for each word that a viewer may not come by, everywhere that one can search. What is found is what is found for a word that nobody has said: nothing, in the same words.
 * @returns where it is not, and how many answers were compared
 */
export async function searchBlindly(plot: Plot, site: HeardSite, viewer: Viewer): Promise<{ different: string[]; compared: number }> {
  const words = plot.canaries.filter(({ word, for: readers }) => word.startsWith(beginning) && !readers.includes(viewer.as)).map(({ word }) => word)
  const different: string[] = []
  for (const search of searches) {
    await forgetCounts()
    const said = async (word: string) => {
      const { status, body } = await askPatiently(site.url, viewer, search + word)
      return `${status} ${bare(body, [word], [site])}`
    }
    const nothing = await said(newWord())
    await inTurns(words, 6, async (word, place) => {
      if (place % 100 === 99) await forgetCounts()
      const answer = await said(word)
      if (answer !== nothing) different.push(`${search}${word}: ${firstOff(answer, nothing)}`)
    })
  }
  return { different, compared: words.length * searches.length }
}

/** Searches take turns: on a busy machine some are told to come back. */
async function askPatiently(...asked: Parameters<typeof ask>): ReturnType<typeof ask> {
  for (let tries = 0; tries < 20; tries++) {
    const answer = await ask(...asked)
    if (answer.status !== 503) return answer
    await sleep(500)
  }
  throw new Error(`${asked[2]} is not answered`)
}
