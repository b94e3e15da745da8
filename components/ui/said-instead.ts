/**
 * What a person is told where a form that a script sent was not answered at all: that the page is of an older build, or the sentence with which the
 * server refused the request before any form was asked (lib/http/refuse-request.ts). Null where the site could not be reached.
 */
export function saidInstead(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  return error.name === 'UnrecognizedActionError' ? ofOlderPage : sentenceOf(error)
}

const ofOlderPage = 'The site has changed since this page was opened, so this was not taken. What you wrote is still here: please keep it somewhere, open the page anew, and send it from there.'

function sentenceOf({ message }: Error): string | null {
  try {
    const { says }: { says?: unknown } = JSON.parse(message)
    return typeof says === 'string' ? says : null
  } catch {
    return null
  }
}
