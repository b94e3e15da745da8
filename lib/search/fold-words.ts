/** Letters that no accent explains, and characters that only say where a word may be broken. The same as in the migration. */
const letters: Record<string, string> = {
  ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ı: 'i', ŧ: 't', Ŧ: 'T',
  ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', þ: 'th', Þ: 'Th', '\u00AD': '', '\u200B': '', '\u2060': '', '\uFEFF': '',
}
const known = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

/**
 * Words without their accents, so that `cafe` finds `café`: to the letter what the function `fold_letters` of the database does to
 * the texts. In scripts where an accent makes another letter (Cyrillic й, Japanese が) it stays.
 */
export function foldLetters(words: string): string {
  if (!/[^\u0001-\u007F\u2010-\u201F\u2026]/.test(words)) return words
  const bare = words.normalize('NFKD').replace(/([A-Za-z\u0370-\u03FF\u0415\u0435])[\u0300-\u036F]+/g, '$1').normalize('NFC')
  return bare.replace(known, (letter) => letters[letter] ?? letter)
}
