/** What a cell may hold. */
export type Cell = string | number | boolean | null

/**
 * Rows as CSV by RFC 4180: lines end with CR LF; a cell with a comma, quote or line break stands in quotes, quotes doubled. What a
 * spreadsheet would take for a formula has an apostrophe before it: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function writeCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')
}

/**
 * The signs with which a spreadsheet begins a formula, their wide forms, and what some programs skip before they look for one. Where a semicolon is what
 * stands between cells, as in most of Europe, a cell of ours is several, and begins anew at each line as well.
 */
const formula = /(?<=^|[;\t\n]|\r(?!\n))(?=[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/gu

function writeCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell)
  const safe = cell.replace(formula, "'").replace(/^[\t\r\n]/, "'$&")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
