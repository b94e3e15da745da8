import type { Passage } from '#lib/search/read-passages.ts'
import { splitWord } from '#lib/search/split-runs.ts'
import type { Placed } from '#lib/search/split-runs.ts'

/** Some text, and whether it is what was looked for. */
export type Piece = { text: string; marked: boolean }

/** Whether a word, as it stands in a text, is one that was looked for. */
export type IsMarked = (word: string) => boolean

export type Snippet = {
  pieces: Piece[]
  /** Where on the page it stands; null for the top. */
  anchor: string | null
  section: Piece[]
  /** The words stand only where they are folded, so nothing is shown of them. */
  folded: boolean
}

/** In characters: what a snippet holds at most, how much of it stands before the first word found, and how little is too little. */
const room = { all: 260, before: 70, least: 120 }

/** Words found that are looked at in one passage: somebody may have written the same one ten thousand times. */
const mostHits = 200

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu

/** The words of a text, as it can be found by them, and where they stand. */
function wordsIn(text: string): Placed[] {
  return Array.from(text.matchAll(wordPattern)).flatMap(({ 0: word, index }) => splitWord({ word, index }))
}

/** The words of a text. */
export function wordsOf(text: string): string[] {
  return wordsIn(text).map(({ word }) => word)
}

/** A text in pieces, so that a page can mark words without ever making markup out of what somebody wrote. */
export function markPieces(text: string, isMarked: IsMarked): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { from, until } of markedParts(text, isMarked)) {
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false })
    pieces.push({ text: text.slice(from, until), marked: true })
    at = until
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false })
  return pieces
}

/** In a run without spaces, what is looked for stands in parts that overlap. */
function markedParts(text: string, isMarked: IsMarked): { from: number; until: number }[] {
  const parts: { from: number; until: number }[] = []
  for (const { word, index } of wordsIn(text)) {
    if (!isMarked(word)) continue
    const [last, until] = [parts.at(-1), index + word.length]
    if (last && index <= last.until) last.until = Math.max(last.until, until)
    else parts.push({ from: index, until })
  }
  return parts
}

/**
 * The part of a text that says most of what was looked for, cut at words. What is folded is never shown; where the words stand only
 * there, or in the title, it is the lead or the beginning.
 */
export function cutSnippet({ title, lead, passages }: { title: string; lead: string; passages: Passage[] }, isMarked: IsMarked): Snippet {
  const best = findBest(joinShort(passages.filter(({ folded }) => !folded)), isMarked)
  const above = Math.max(countMarked(title, isMarked), countMarked(lead, isMarked))
  if (best && (best.count > above || countMarked(lead, isMarked) === 0)) {
    const within = best.count > above
    const { text, anchor, section } = best.passage
    return {
      pieces: cut(text, best.start, isMarked), anchor: within ? anchor : null, section: within ? markPieces(section, isMarked) : [], folded: false,
    }
  }
  const folded = above === 0 ? passages.find((passage) => passage.folded && countMarked(passage.text, isMarked) > 0) : undefined
  const beginning = lead || (passages.find((passage) => !passage.folded)?.text ?? '')
  return { pieces: cut(beginning, 0, isMarked), anchor: folded?.anchor ?? null, section: folded ? markPieces(folded.section, isMarked) : [], folded: folded !== undefined }
}

function countMarked(text: string, isMarked: IsMarked): number {
  return new Set(wordsOf(text).filter(isMarked).map((word) => word.toLowerCase())).size
}

/** The cells of a table and the items of a list say more together. */
function joinShort(passages: Passage[]): Passage[] {
  const joined: Passage[] = []
  for (const passage of passages) {
    const last = joined.at(-1)
    if (!last || last.text.length >= room.least || last.anchor !== passage.anchor) joined.push(passage)
    else joined.splice(-1, 1, { ...last, text: last.text + (/[\p{L}\p{N}]$/u.test(last.text) ? ' · ' : ' ') + passage.text })
  }
  return joined
}

type Best = { passage: Passage; start: number; count: number }

/** The first of those places where most different words stand together; words of the heading above count along. */
function findBest(passages: Passage[], isMarked: IsMarked): Best | null {
  let best: Best | null = null
  for (const passage of passages) {
    const hits = wordsIn(passage.text).filter(({ word }) => isMarked(word)).slice(0, mostHits)
    const above = wordsOf(passage.section).filter(isMarked)
    for (const from of hits.length > 0 ? hits.map(({ index }) => index) : above.length > 0 ? [0] : []) {
      const together = hits.filter(({ index }) => index >= from && index < from + room.all - room.before)
      const count = new Set([...above, ...together.map(({ word }) => word)].map((word) => word.toLowerCase())).size
      if (count > (best?.count ?? 0)) best = { passage, start: from, count }
    }
  }
  return best
}

function cut(text: string, hit: number, isMarked: IsMarked): Piece[] {
  const from = text.length <= room.all || hit <= room.before ? 0 : wordAfter(text, hit - room.before, hit)
  const until = text.length - from <= room.all ? text.length : wordBefore(text, from + room.all, Math.max(hit, from))
  const shown = markPieces(text.slice(from, until).replace(until < text.length ? /[\s,;:–—-]+$/ : /\s+$/, ''), isMarked)
  return [
    ...(from > 0 ? [{ text: '… ', marked: false }] : []),
    ...shown,
    ...(until < text.length ? [{ text: ' …', marked: false }] : []),
  ]
}

/** Where the next word begins, up to a limit: in a script without spaces, the nearest whole character. */
function wordAfter(text: string, at: number, limit: number): number {
  const space = text.indexOf(' ', at)
  return space >= 0 && space < limit ? space + 1 : wholeCharacter(text, at)
}

function wordBefore(text: string, at: number, limit: number): number {
  const space = text.lastIndexOf(' ', at)
  return space > limit ? space : wholeCharacter(text, at)
}

/** Never between the halves of a character, nor between a letter and its accents. */
function wholeCharacter(text: string, at: number): number {
  let place = at
  while (place > 0 && (/[\uDC00-\uDFFF]/.test(text[place] ?? '') || /\p{M}/u.test(text[place] ?? ''))) place--
  return place
}
