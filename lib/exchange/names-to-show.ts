/**
 * An e-mail address, alone or among other words; blanks around the @ hide it from nobody. Looks at what stands before the @ no
 * further than one letter, so that the time it takes grows no faster than the name.
 */
const address = /[^\s@<>"'(]\s?@\s?[^\s@]+\.[\p{L}\p{N}]/u

/** Whether somebody gave their e-mail address where a name was asked for. */
export function holdsAddress(name: string): boolean {
  return address.test(name.normalize('NFKC'))
}

/** What the writer of a comment, or the place a ping came from, is called here. */
export function guestName(given: string): string {
  return holdsAddress(given) ? 'Anonymous' : given
}

/** What an author is called here: the given name, or else the login. */
export function authorName(given: string, login: string): string {
  return holdsAddress(given) ? withoutAddress(login) : given
}

/** Of an address what stands before the @. Blogs that let people sign in by address have such logins. */
export function withoutAddress(login: string): string {
  const plain = login.normalize('NFKC')
  const at = plain.search(address)
  return at === -1 ? login : (plain.slice(0, at + 1).split(/[\s@<>"'(]/).at(-1) ?? '')
}
