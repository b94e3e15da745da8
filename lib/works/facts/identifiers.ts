type Scheme = { name: string; pattern: RegExp; error: string; address(value: string): string | null }

/** Catalogues elsewhere, how their identifiers look, and where they lead. */
export const schemes = {
  imdb: {
    name: 'IMDb', pattern: /^tt\d{7,10}$/, error: 'An IMDb identifier is “tt” and at least seven digits.',
    address: (value) => `https://www.imdb.com/title/${value}/`,
  },
  tmdb: {
    name: 'TMDB', pattern: /^(movie|tv)\/\d{1,9}$/, error: 'A TMDB identifier is “movie/” or “tv/” and a number.',
    address: (value) => `https://www.themoviedb.org/${value}`,
  },
  wikidata: {
    name: 'Wikidata', pattern: /^Q[1-9]\d{0,11}$/, error: 'A Wikidata identifier is “Q” and a number.',
    address: (value) => `https://www.wikidata.org/wiki/${value}`,
  },
  isbn: {
    name: 'ISBN', pattern: /^97[89]\d{10}$/, error: 'An ISBN has thirteen digits, without hyphens, and its last digit checks the others.',
    address: () => null,
  },
  openlibrary: {
    name: 'Open Library', pattern: /^OL\d{1,10}[WM]$/, error: 'An Open Library identifier is “OL”, a number, and “W” or “M”.',
    address: (value) => `https://openlibrary.org/${value.endsWith('W') ? 'works' : 'books'}/${value}`,
  },
} as const satisfies Record<string, Scheme>

export type SchemeName = keyof typeof schemes

export const schemeNames = ['imdb', 'tmdb', 'wikidata', 'isbn', 'openlibrary'] as const satisfies readonly SchemeName[]

/** What is wrong with an identifier, as a sentence; null when nothing is. */
export function identifierTrouble(scheme: SchemeName, value: string): string | null {
  const { pattern, error } = schemes[scheme]
  return pattern.test(value) && (scheme !== 'isbn' || isbnChecks(value)) ? null : error
}

/** The thirteenth digit makes the sum of all, every second one counted three times, a multiple of ten. */
function isbnChecks(digits: string): boolean {
  return [...digits].reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 0 ? 1 : 3), 0) % 10 === 0
}
