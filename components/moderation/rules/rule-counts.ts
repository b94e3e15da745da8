/** `1,204`. */
export function sayCount(count: number): string {
  return count.toLocaleString('en-GB')
}

/** The share of a whole, as people say it: `4%`, `under 1%`; nothing of nothing is a dash. */
export function sayShare(part: number, whole: number): string {
  if (whole === 0) return '–'
  const share = (part / whole) * 100
  if (part > 0 && share < 1) return 'under 1%'
  return part < whole && share > 99 ? 'over 99%' : `${Math.round(share)}%`
}
