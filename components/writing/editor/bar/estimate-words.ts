import { countWords } from '#lib/rendering/count-words.ts'

/**
 * About how many words a text in Markdown or HTML has, without rendering it: addresses, marks and tags are left out. Good for how many there are more or fewer
 * than in another text; the number itself is the server's.
 */
export function estimateWords(source: string): number {
  const words = source
    .replace(/\]\((?:[^()\s]|\([^()\s]*\))*/g, '] (')
    .replace(/\[\^[^\]\s]+\]:?/g, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/^\s*(?:`{3,}|~{3,}|:::).*$/gm, ' ')
  return countWords(words)
}
