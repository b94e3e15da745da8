/**
 * A text in which words can be looked for. PostgreSQL takes a word with underscores apart anew at each of them, in time that grows with their square: 9,000 letters of `_a` took
 * it four seconds, and so were never stored, while a connection was busy with them. A space after fifty parts costs no name that anybody would look for.
 */
export function partLongNames(text: string): string {
  return text.replace(/(?:_[A-Za-z0-9]+){50}(?=_)/g, '$& ')
}
