/** One element with its text escaped; attributes first. Empty text gives an empty element. */
export function element(name: string, text: string, attributes: Record<string, string> = {}): string {
  return `<${name}${writeAttributes(attributes)}>${escapeXml(text)}</${name}>`
}

/** One element that only has attributes. */
export function emptyElement(name: string, attributes: Record<string, string>): string {
  return `<${name}${writeAttributes(attributes)}/>`
}

function writeAttributes(attributes: Record<string, string>): string {
  return Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('')
}

const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML has no way to write are left out: stored texts have none, imported titles might. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => references[sign] ?? sign).replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
}
