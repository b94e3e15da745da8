import type { FormState } from '#lib/form-state.ts'
import { saidInstead } from './said-instead.ts'

/**
 * What a form that a script has sent is answered when the server did not: nobody could be reached, the request was refused before any form was asked, or the
 * site is another one than made the page, and knows no such form. The framework would put an error in the place of the whole page, and of every word in it.
 * @param error what the framework threw
 * @param says what is said where nobody could be reached
 * @throws the error where it leads on to another page: a redirect travels as an exception
 */
export function unanswered(error: unknown, form: FormData, says: string): FormState {
  if (isGoingOn(error)) throw error
  const values = Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string' && !/password/i.test(field[0])))
  return { status: 'refused', message: isUnknownAction(error) ? olderPage : (saidInstead(error) ?? says), values }
}

const olderPage = 'The site has changed since this page was opened, so this could not be sent. What you wrote is still here: please keep it somewhere, load the page anew, and send it from there.'

function isGoingOn(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'digest' in error && String(error.digest).startsWith('NEXT_')
}

/** By its name, since only the framework has its class, and this is drawn without it too. */
function isUnknownAction(error: unknown): boolean {
  return error instanceof Error && error.name === 'UnrecognizedActionError'
}
