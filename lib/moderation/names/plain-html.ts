const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Words that are no Markdown as the card shows texts: a paragraph a line, in which what rules speak of can be marked. */
export function plainHtml(words: string): string {
  return words.split('\n').filter((line) => line.trim() !== '').map((line) => `<p>${line.replace(/[&<>"]/g, (sign) => special[sign] ?? sign)}</p>`).join('')
}
