/** The 97.5th percentile of the normal distribution: 95 of 100 such intervals hold the true share. */
const z = 1.959964

/**
 * Between which shares the true one lies, when `same` of `total` were seen, with 95 % confidence; null when nothing was seen.
 * Unlike the textbook's it stays between 0 and 1 and is of use for a handful. E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", Journal of the American Statistical Association 22 (1927), pages 209 to 212.
 */
export function wilsonInterval(same: number, total: number): { low: number; high: number } | null {
  if (total === 0) return null
  const share = same / total
  const centre = share + (z * z) / (2 * total)
  const reach = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total))
  const scale = 1 + (z * z) / total
  return { low: Math.max(0, (centre - reach) / scale), high: Math.min(1, (centre + reach) / scale) }
}
