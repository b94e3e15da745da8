import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { comeBack } from '#app/_web/enter.ts'
import { placesElsewhere } from '#app/_web/providers.ts'

/**
 * The one address of next-auth that is open: coming back from another site, proved by the cookies that this browser took there.
 * Everything else, its own pages and its ways in and out, is done by our forms.
 */
export async function GET(request: NextRequest, { params }: RouteContext<'/api/auth/[...nextauth]'>) {
  const [action, place, ...more] = (await params).nextauth
  const known = placesElsewhere().some(({ id }) => id === place)
  if (action !== 'callback' || !known || more.length > 0) notFound()
  return comeBack(request)
}
