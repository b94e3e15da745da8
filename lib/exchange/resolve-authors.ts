import { authorName, holdsAddress } from './names-to-show.ts'
import { visibleWords } from './visible-words.ts'
import type { WxrAuthor } from './wxr-records.ts'
import type { Place } from './wxr-trouble.ts'

export type ImportedAuthor = { login: string; name: string; email: string; userId: string }

/** A name that items are signed with: where it stands first, and whether any of its items is imported. */
export type Creator = { place: Place; imported: boolean }

/** A name in the file that was taken for a declared login, and why. */
export type Recognition = { written: string; login: string; reason: string; place: Place }

export type ResolvedAuthors = {
  authors: ImportedAuthor[]
  /** From the name as an item has it to the login of its author. */
  loginOf: Map<string, string>
  recognitions: Recognition[]
  /** How many authors had an e-mail address for a name, and are called otherwise here. */
  hiddenNames: number
}

/**
 * Finds out who wrote what. Declared authors come first; a creator that only differs from one declared login by a slip
 * of the pen is that person, and each such case is reported. Anybody else becomes an author of the name that stands
 * there, which is how exports of version 1.0, without declarations, get theirs.
 */
export function resolveAuthors(declared: readonly WxrAuthor[], creators: ReadonlyMap<string, Creator>): ResolvedAuthors {
  const authors = new Map<string, ImportedAuthor>()
  for (const author of declared) if (author.login && !authors.has(author.login)) authors.set(author.login, authorFrom(author))
  const logins = [...authors.keys()]
  const loginOf = new Map<string, string>()
  const recognitions: Recognition[] = []

  for (const [written, { place, imported }] of creators) {
    const known = authors.has(written) ? { login: written } : recognise(written, logins)
    if (known?.reason) recognitions.push({ written, login: known.login, reason: known.reason, place })
    if (!known && !imported) continue
    const login = known?.login ?? written
    loginOf.set(written, login)
    if (!authors.has(login)) authors.set(login, { login, name: login, email: '', userId: '' })
  }
  const named = [...authors.values()]
  return {
    authors: named.map((author) => ({ ...author, name: authorName(author.name, author.login) })),
    loginOf,
    recognitions,
    hiddenNames: named.filter(({ name }) => holdsAddress(name)).length,
  }
}

function authorFrom({ login, displayName, firstName, lastName, email, id }: WxrAuthor): ImportedAuthor {
  const name = visibleWords(displayName) || visibleWords(`${firstName} ${lastName}`) || login
  return { login, name, email: email.toLowerCase(), userId: id }
}

type Known = { login: string; reason?: string }

/** Only when exactly one declared login fits; two that fit are two people, and guessing would sign one's work with the other's name. */
function recognise(written: string, logins: readonly string[]): Known | undefined {
  return (
    only(logins, (login) => plain(login) === plain(written), 'another case or surrounding blanks') ??
    only(logins, (login) => lettersOf(login) === lettersOf(written), 'characters that no login has') ??
    only(logins, (login) => isOneSlipApart(plain(login), plain(written)), 'one letter too many, too few, wrong or exchanged')
  )
}

function only(logins: readonly string[], fits: (login: string) => boolean, reason: string): Known | undefined {
  const [login, second] = logins.filter(fits)
  return login !== undefined && second === undefined ? { login, reason } : undefined
}

function plain(login: string): string {
  return login.trim().toLowerCase()
}

/** WordPress allows letters, digits, blanks and `_.-@` in a login. A login of other scripts keeps its letters too. */
function lettersOf(login: string): string {
  return plain(login).replace(/[^\p{L}\p{N} _.\-@]/gu, '').trim()
}

/** Short names and names that differ by a digit are different people more often than slips: anna and hanna, user1 and user2. */
function isOneSlipApart(login: string, written: string): boolean {
  if (Math.min(login.length, written.length) < 8 || Math.abs(login.length - written.length) > 1) return false
  const start = sharedStart(login, written)
  const end = sharedStart(reversed(login.slice(start)), reversed(written.slice(start)))
  const [left, right] = [login.slice(start, login.length - end), written.slice(start, written.length - end)]
  if (/\p{N}/u.test(left + right)) return false
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && right === reversed(left))
}

function sharedStart(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}
