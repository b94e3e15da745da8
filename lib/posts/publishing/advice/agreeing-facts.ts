import { firstWords } from '#lib/posts/publishing/advice/near-words.ts'
import type { Advice, Check, Checked, CheckedWork } from '#lib/posts/publishing/advice/advice.ts'

/** What an essay says of a work that the work's page says otherwise. Either may be wrong. */
export const agreeingFacts: Check = ({ text, works }) => {
  const sentences = text.split(/(?<=[.!?…]["’”)]*)\s+|\n+/)
  return works.flatMap((work) => {
    const naming = namesOf(work)
    const about = sentences.filter((sentence) => naming.test(sentence))
    return [...differentMinutes(sentences, about, work), ...differentYears(text, work), ...differentDirectors(sentences, about, work, works)]
  })
}

const differ = (work: CheckedWork, what: string, page: string, found: string[]): Advice[] =>
  found.length === 0 ? [] : [{ sentence: `The page of ${work.title} says ${what} ${page}.`, found: found.map((words) => ({ words, near: firstWords(words) })), see: { path: work.path, words: `The page of ${work.title}` } }]

/** `104 minutes` in a sentence that names the work, or that speaks of a running time in an essay about it. */
function differentMinutes(sentences: string[], naming: string[], work: CheckedWork): Advice[] {
  if (work.minutes.length === 0) return []
  const named = new Set(naming)
  const about = work.main ? sentences.filter((sentence) => named.has(sentence) || /\b(running time|runs|long|lasts)\b/i.test(sentence)) : naming
  const found = about.filter((sentence) => minutesIn(sentence).some((minutes) => minutes >= shortestWork && !work.minutes.includes(minutes)))
  return differ(work, 'that it runs', `${work.minutes.join(' or ')} minutes`, found)
}

/** Fewer minutes are a scene of it. */
const shortestWork = 40

function minutesIn(sentence: string): number[] {
  return [...sentence.matchAll(/\b(\d{2,3})(?:[\s-]+)min(?:ute)?s?\b/gi)].map(([, minutes]) => Number(minutes))
}

/** `Title (1972)` */
function differentYears(text: string, work: CheckedWork): Advice[] {
  if (work.years.length === 0) return []
  const said = work.titles.flatMap((title) => [...text.matchAll(new RegExp(`${escaped(title)}["’”]? \\((\\d{4})\\)`, 'gi'))])
  const found = said.filter(([, year]) => !work.years.includes(Number(year))).map(([words]) => words)
  return differ(work, 'it is of', work.years.join(' and '), [...new Set(found)])
}

/** `directed by Somebody Else`, in a sentence that names the work, or where the essay is about it alone. */
function differentDirectors(sentences: string[], naming: string[], work: CheckedWork, works: Checked['works']): Advice[] {
  if (work.directors.length === 0) return []
  const alone = work.main && works.length === 1
  const found = (alone ? sentences : naming).filter((sentence) => {
    const who = /\bdirected by ((?:\p{Lu}[\p{L}.’'-]*)(?: (?:de|van|von|la|le|di|\p{Lu}[\p{L}.’'-]*))*)/u.exec(sentence)?.[1]?.replace(/[.’']+$/, '')
    return who !== undefined && !work.directors.some((name) => name.includes(who) || who.includes(name))
  })
  return differ(work, 'that it was directed by', work.directors.join(' and '), found)
}

/** Any of the titles of a work, as words of their own. */
function namesOf({ titles }: CheckedWork): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${titles.map(escaped).join('|')})(?![\\p{L}\\d])`, 'iu')
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
