import { cleanText } from '#lib/rendering/check-text.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'

/** What a form holds: one string a field. */
export type Fields = Record<string, string>

/**
 * The fields of a form as clean text: NFC, no control characters, `\n` line ends. Passwords are only brought to NFC.
 * Anything that is not a field of text is refused: files, fields that come twice, halves of characters.
 */
export function readFields(form: FormData, secret: readonly string[]): Outcome<Fields> {
  const fields: Fields = {}
  for (const [name, value] of form) {
    if (name.startsWith('$ACTION')) continue
    if (typeof value !== 'string') return refuse('invalid', 'This form takes text only.')
    if (Object.hasOwn(fields, name)) return refuse('invalid', 'A field of this form came twice.')
    if (!value.isWellFormed()) return refuseField(name, 'Part of this text is damaged: it holds half a character. Please type that part again.')
    fields[name] = isSecret(name, secret) ? value.normalize('NFC') : cleanText(value)
  }
  return done(fields)
}

/** What goes back into the form, so that nothing is lost: everything that was typed but secrets. */
export function keepValues(form: FormData, secret: readonly string[]): Fields {
  const values = [...form].filter((field): field is [string, string] => typeof field[1] === 'string')
  return Object.fromEntries(values.filter(([name]) => !name.startsWith('$ACTION') && !isSecret(name, secret)))
}

function isSecret(name: string, secret: readonly string[]): boolean {
  return secret.includes(name) || /password/i.test(name)
}
