import { foldText } from '#lib/screening/fold-text.ts'

/** The sequences of words in a text as numbers, ascending, each once: what two texts are compared by. */
export type Sequences = Uint32Array

/** From this on two texts are nearly the same: one sentence more, or a name changed. */
export const nearLikeness = 0.6

const wordsInSequence = 3
/** Sixteen hashes in bands of two find 99 of 100 pairs at a likeness of 0.6, and one of six at 0.15. */
const rowsInBand = 2
const seeds = Array.from({ length: 16 }, (_, index) => Math.imul(index + 1, 0x9e3779b1))

/** Reads a text for comparing: folded words without signs, so that neither accents nor commas tell two texts apart. */
export function sequencesOf(text: string): Sequences {
  const words = foldText(text).folded.match(/[\p{L}\p{N}]+/gu) ?? []
  const sequences = new Set<number>()
  const last = Math.max(0, words.length - wordsInSequence)
  for (let at = 0; at <= last && words.length > 0; at++) sequences.add(hashOf(words.slice(at, at + wordsInSequence).join(' ')))
  return Uint32Array.from(sequences).sort()
}

/** The share of sequences that two texts have in common, from 0 to 1. */
export function likenessOf(one: Sequences, other: Sequences): number {
  let common = 0
  for (let here = 0, there = 0; here < one.length && there < other.length; ) {
    const [left = 0, right = 0] = [one[here], other[there]]
    if (left === right) common++
    if (left <= right) here++
    if (right <= left) there++
  }
  const all = one.length + other.length - common
  return all === 0 ? 0 : common / all
}

/**
 * By what texts are found that are much alike: those have at least one of these in common, nearly always; others hardly ever.
 * The least of each kind of hash over all sequences stands for the text; two of them make a band.
 */
export function bandsOf(sequences: Sequences): number[] {
  if (sequences.length === 0) return []
  const least = seeds.map((seed) => {
    let smallest = 0xffffffff
    for (const sequence of sequences) smallest = Math.min(smallest, mix(sequence ^ seed))
    return smallest
  })
  return Array.from({ length: least.length / rowsInBand }, (_, band) => {
    const rows = least.slice(band * rowsInBand, (band + 1) * rowsInBand)
    return rows.reduce((hash, row) => mix(Math.imul(hash, 31) ^ row), band) | 0
  })
}

/** FNV-1a over code units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mix(hash)
}

/** Spreads the bits of a number over all 32; the finaliser of MurmurHash3. */
function mix(number: number): number {
  let mixed = number ^ (number >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
