import { forbidden } from 'next/navigation'
import { refused } from '#lib/command.ts'
import { requestContext } from '#lib/http/request-context.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Says that a page is not for this account, after the security log was told of it: the one way to the 403 page. */
export async function turnAway(refusal: Refusal, viewer: Viewer): Promise<never> {
  await noteTurnedAway(refusal, viewer)
  forbidden()
}

/** The same for a route, which answers in a form of its own. */
export function noteTurnedAway(refusal: Refusal, viewer: Viewer): Promise<Refusal> {
  return refused(refusal, viewer, requestContext()?.route() ?? 'page')
}
