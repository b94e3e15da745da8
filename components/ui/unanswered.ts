import type { FormState } from '#lib/form-state.ts'

/**
 * What a form that a script has sent is answered when no form was asked: nobody could be reached, the server refused the request before, or the site is
 * another one than made the page, and knows no such form. The framework would put an error in the place of the whole page, and of every word in it.
 * @param error what the framework threw
 * @param says what is said where nobody could be reached
 * @throws the error where it leads on to another page: a redirect travels as an exception
 */
export function unanswered(error: unknown, form: FormData, says: string): FormState {
  if (isGoingOn(error)) throw error
  const values = Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string' && !/password/i.test(field[0])))
  return { status: 'refused', message: saidInstead(error) ?? says, values }
}

function isGoingOn(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'digest' in error && String(error.digest).startsWith('NEXT_')
}

/** Null where the site could not be reached. */
function saidInstead(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  // By its name, since only the framework has its class, and this is drawn without it too.
  return error.name === 'UnrecognizedActionError' ? ofOlderPage : sentenceOf(error)
}

const ofOlderPage = 'The site has changed since this page was opened, so this was not taken. What you wrote is still here: please keep it somewhere, open the page anew, and send it from there.'

/** The sentence with which the server refused: see lib/http/refuse-request.ts. */
function sentenceOf({ message }: Error): string | null {
  try {
    const { says }: { says?: unknown } = JSON.parse(message)
    return typeof says === 'string' ? says : null
  } catch {
    return null
  }
}
