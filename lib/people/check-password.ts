import { z } from 'zod'
import { commonPasswords } from '#lib/people/common-passwords.ts'

const shortest = 10
const longest = 200

/** A new password, as far as it can be judged alone. Any characters, nothing required but length. */
export const passwordField = z.string({ error: 'Please choose a password.' }).superRefine((password, context) => {
  const problem = passwordProblem(password)
  if (problem) context.addIssue({ code: 'custom', message: problem })
})

/**
 * What is wrong with a new password, as one sentence; null when nothing is.
 * @param own what a guesser knows of this person: handle, name, address
 */
export function passwordProblem(password: string, own: readonly string[] = []): string | null {
  const length = [...password].length
  if (!password.isWellFormed() || password.includes('\0')) return 'This password holds a character that cannot be typed again. Please choose another.'
  if (length < shortest) return `A password has at least ${shortest} characters. A few words together do well.`
  if (length > longest) return `A password has at most ${longest} characters.`
  const plain = password.normalize('NFKC').toLowerCase()
  if (isCommon(plain)) return 'This password is among the first that are tried. Please choose another.'
  if (own.some((known) => isAlmost(plain, known))) return 'This password is your own handle, name or address. Please choose another.'
  return null
}

function isCommon(plain: string): boolean {
  return commonPasswords.has(plain) || commonPasswords.has(plain.replace(/[\s._-]/g, '')) || new Set(plain).size === 1
}

function isAlmost(plain: string, known: string): boolean {
  const word = known.toLowerCase()
  return word !== '' && (plain === word || plain === word.split('@')[0] || plain.replace(/[\s._-]/g, '') === word.replace(/[\s._-]/g, ''))
}
