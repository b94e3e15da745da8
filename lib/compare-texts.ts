/** A run of words in a comparison of two texts. */
export type DiffPart = { kind: 'same' | 'removed' | 'added'; text: string }

/** Words with what joins them, runs of white space, single other characters. */
const tokenPattern = /\s+|[\p{L}\p{N}\p{M}_]+(?:['’\-‐‑][\p{L}\p{N}\p{M}]+)*|./gsu

/** Steps that a comparison may take, about 20 ms. What differs more than that is shown as one text instead of another. */
const mostSteps = 4_000_000

/**
 * What was taken out of a text and what was put in, by words. The parts that are the same or removed make up the old text to the
 * letter, the parts that are the same or added the new one.
 */
export function compareTexts(before: string, after: string): DiffPart[] {
  const [old, now] = [tokensOf(before), tokensOf(after)]
  const start = commonStart(old, now)
  const end = commonStart(old.slice(start).reverse(), now.slice(start).reverse())
  const middle = compareTokens(old.slice(start, old.length - end), now.slice(start, now.length - end))
  return tidy([...same(old.slice(0, start)), ...middle, ...same(old.slice(old.length - end))])
}

function tokensOf(text: string): string[] {
  return text.match(tokenPattern) ?? []
}

function commonStart(one: string[], other: string[]): number {
  const differs = one.findIndex((token, place) => token !== other[place])
  return differs === -1 ? one.length : differs
}

function same(tokens: string[]): DiffPart[] {
  return tokens.map((text) => ({ kind: 'same', text }))
}

/** Keeps the longest common sequence of words. */
function compareTokens(old: string[], now: string[]): DiffPart[] {
  if (old.length * now.length > mostSteps) return [{ kind: 'removed', text: old.join('') }, { kind: 'added', text: now.join('') }]
  const common = commonLengths(old, now)
  const width = now.length + 1
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      parts.push({ kind: 'same', text: old[i] ?? '' })
      i++
      j++
    } else if (j === now.length || (i < old.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))) {
      parts.push({ kind: 'removed', text: old[i++] ?? '' })
    } else {
      parts.push({ kind: 'added', text: now[j++] ?? '' })
    }
  }
  return parts
}

/** The length of the longest common sequence of what follows each pair of places. */
function commonLengths(old: string[], now: string[]): Uint16Array {
  const width = now.length + 1
  const common = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] =
        old[i] === now[j] ? (common[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0)
    }
  }
  return common
}

/**
 * Several words replaced by several others read as one change: white space between changes belongs to both sides, and what was
 * removed stands before what was added.
 */
function tidy(parts: DiffPart[]): DiffPart[] {
  const tidied: DiffPart[] = []
  let change = { removed: '', added: '' }
  const close = () => {
    if (change.removed) tidied.push({ kind: 'removed', text: change.removed })
    if (change.added) tidied.push({ kind: 'added', text: change.added })
    change = { removed: '', added: '' }
  }
  parts.forEach(({ kind, text }, place) => {
    const open = change.removed !== '' && change.added !== ''
    const bridges = kind === 'same' && open && text.trim() === '' && !text.includes('\n') && parts[place + 1]?.kind !== 'same' && place + 1 < parts.length
    if (bridges) {
      change.removed += text
      change.added += text
    } else if (kind === 'same') {
      close()
      const last = tidied.at(-1)
      if (last?.kind === 'same') last.text += text
      else tidied.push({ kind, text })
    } else {
      change[kind] += text
    }
  })
  close()
  return tidied
}
