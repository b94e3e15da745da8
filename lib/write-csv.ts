/** What a cell may hold. */
export type Cell = string | number | boolean | null

/**
 * Rows as CSV by RFC 4180: lines end with CR LF; a cell with a comma, quote or line break stands in quotes, quotes doubled. A
 * text that a spreadsheet would take for a formula begins with an apostrophe: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function writeCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')
}

/** Signs with which a spreadsheet begins a formula, their wide forms, and what some programs skip before they look for one. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u

function writeCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell)
  const safe = formula.test(cell.trimStart()) || formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
