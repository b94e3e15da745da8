/**
 * Signs of scripts that set no space between words: Thai, Lao, Burmese, Khmer, kana, Han. Korean has spaces. The same as in the migration
 * that brings `split_runs`.
 */
const signs = '\\u0E01-\\u0E3A\\u0E40-\\u0E4E\\u0E81-\\u0EDF\\u1000-\\u109F\\u1780-\\u17DD\\u3005\\u3041-\\u3096\\u30A1-\\u30FA\\u30FC\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{3134F}'
const sign = new RegExp(`[${signs}]`, 'u')
const run = new RegExp(`(-?)([${signs}]+)`, 'gu')

/** Whether a text has any of them. */
export function hasRuns(text: string): boolean {
  return sign.test(text)
}

/** A word, and where it stands in its text. */
export type Placed = { word: string; index: number }

/** A word of a text as those in it that can be looked for: itself, or each two signs of a run beside each other, and each sign alone. */
export function splitWord({ word, index }: Placed): Placed[] {
  if (!hasRuns(word)) return [{ word, index }]
  const parts: Placed[] = []
  let at = 0
  const characters = [...word]
  for (const [place, character] of characters.entries()) {
    const next = characters[place + 1]
    const before = parts.at(-1)
    if (sign.test(character)) {
      if (next !== undefined && sign.test(next)) parts.push({ word: character + next, index: index + at })
      parts.push({ word: character, index: index + at })
    } else if (before && !hasRuns(before.word)) before.word += character
    else parts.push({ word: character, index: index + at })
    at += character.length
  }
  return parts
}

/** A text with the runs in it as words of two signs each, and all of the signs once more behind it: to the letter what `split_runs` makes of it. */
export function splitRuns(text: string): string {
  if (!hasRuns(text)) return text
  const seen = [...new Set(text)].filter(hasRuns).toSorted((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
  return `${text.replace(run, (_, minus: string, signsOfRun: string) => `${minus} ${pairs(signsOfRun)} `)} ${seen.join(' ')}`
}

/**
 * The same for what is looked for: each run of which a text has every two signs. What must not be there must not be there as it stands, and a
 * phrase is one.
 */
export function askForRuns(words: string): string {
  if (!hasRuns(words)) return words
  return words.split('"').map((part, place) => part.replace(run, (_, minus: string, signsOfRun: string) =>
    place % 2 === 0 && minus ? ` -"${pairs(signsOfRun)}" ` : `${minus} ${pairs(signsOfRun)} `)).join('"')
}

function pairs(signsOfRun: string): string {
  const characters = [...signsOfRun]
  return characters.length === 1 ? signsOfRun : characters.slice(1).map((character, place) => `${characters[place]}${character}`).join(' ')
}
