/** Words as readers of the text's own script would count them (Chinese and Thai have no spaces). */
export function countWords(text: string): number {
  let words = 0
  for (const segment of segmenter.segment(text)) if (segment.isWordLike) words++
  return words
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })
