/**
 * The beginning of a text in at most `most` characters, on one line: up to the end of a sentence if one ends in its second
 * half, else up to a word and an ellipsis.
 */
export function shorten(text: string, most: number): string {
  // Most texts are much longer than what is kept of them, and need not be read to their end for it.
  const early = onOneLine(text.slice(0, 8 * most))
  const line = early.length > most ? early : onOneLine(text)
  if (line.length <= most) return line
  const start = line.slice(0, most)
  const sentence = /^.*[.?!…]["’”)]*(?= )/.exec(start)?.[0] ?? ''
  if (sentence.length >= most / 2) return sentence
  const word = start.slice(0, Math.max(start.lastIndexOf(' '), most / 2)).replace(/[\s,;:–—-]+$/, '')
  return `${word} …`
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
