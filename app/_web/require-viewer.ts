import { redirect } from 'next/navigation'
import { requestContext } from '#lib/http/request-context.ts'
import { insideSite } from '#lib/http/inside-site.ts'
import { isSignedIn, permitRole } from '#lib/viewer.ts'
import type { SignedIn, ViewerRole } from '#lib/viewer.ts'
import { turnAway } from './turn-away.ts'
import { currentViewer } from './viewer.ts'

/**
 * The viewer of a page that asks for a role. Others never get past this line: anonymous people go to the sign-in page and come
 * back, people without the role see the 403 page. A suspended reader still sees their own pages; more than that needs to act.
 */
export async function requireViewer(role: ViewerRole = 'reader'): Promise<SignedIn> {
  const viewer = await currentViewer()
  if (!isSignedIn(viewer)) redirect(`/sign-in?then=${encodeURIComponent(here())}`)
  const stranger = role === 'reader' ? null : permitRole(viewer, role)
  if (stranger) await turnAway(stranger, viewer)
  return viewer
}

function here(): string {
  return insideSite(requestContext()?.path)
}
