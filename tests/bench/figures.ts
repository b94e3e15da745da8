/** Many durations of one thing, in milliseconds. */
export type Figures = { median: number; p95: number }

/** @throws RangeError without any duration */
export function figuresOf(durations: readonly number[]): Figures {
  if (durations.length === 0) throw new RangeError('Nothing was measured')
  const sorted = durations.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95) }
}

/** Lines of cells as a table of plain text, the first column to the left, the others to the right. */
export function tableOf(lines: readonly (readonly string[])[]): string {
  const widths = lines.reduce<number[]>((sofar, line) => line.map((cell, column) => Math.max(sofar[column] ?? 0, cell.length)), [])
  return lines.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()).join('\n')
}

export function milliseconds(value: number): string {
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB')
}

/** A whole number with its thousands apart. */
export function grouped(count: number): string {
  return Math.round(count).toLocaleString('en-GB')
}
