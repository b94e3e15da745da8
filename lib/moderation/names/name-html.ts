const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A name as the card shows texts: one paragraph, in which what rules speak of can be marked. */
export function nameHtml(name: string): string {
  return `<p>${name.replace(/[&<>"]/g, (sign) => special[sign] ?? sign)}</p>`
}
