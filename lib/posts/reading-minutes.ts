/** Words a minute at which people read English prose on a screen without hurry. */
const ofEnglish = 250

/**
 * Words a minute of other languages beside 228 of English, as measured with the same texts in each (Trauzettel-Klosinski and Dietz,
 * “Standardized Assessment of Reading Performance”, 2012): a long word takes longer, and says more.
 */
const besideEnglish: Record<string, number> = {
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
