/**
 * Words of English non-fiction that adults read silently in a minute, the mean of 190 studies; most people lie between 175 and 300 (Brysbaert,
 * “How many words do we read per minute?”, Journal of Memory and Language 109, 2019, 104047).
 */
const ofEnglish = 238

/**
 * Words of other languages beside 228 of English, as measured with the same ten texts in each, read aloud by people between 18 and 35; the mean
 * of all is 184 (Trauzettel-Klosinski and Dietz, “Standardized Assessment of Reading Performance: The New International Reading Speed
 * Texts IReST”, IOVS 53 (9), 2012, pages 5452 to 5461, doi:10.1167/iovs.11-8284). Only the proportions are taken from it: a long word takes
 * longer, and says more.
 */
export const besideEnglish: Record<string, number> = {
  ar: 138, zh: 158, nl: 202, en: 228, fi: 161, fr: 195, de: 179, he: 187, it: 188, ja: 193, pl: 166, pt: 181, ru: 184, sl: 180, es: 218, sv: 199, tr: 166,
}

/**
 * Whole minutes that a text takes to read, at least one.
 * @param lang as the post names it (`de-AT`); languages that nobody measured are read like English
 */
export function readingMinutes(words: number, lang: string): number {
  const measured = besideEnglish[lang.toLowerCase().split('-', 1)[0] ?? ''] ?? 228
  return Math.max(1, Math.round(words / ((ofEnglish * measured) / 228)))
}
