import { respondFailure, respondRefusal } from '#app/_web/handler.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { networkOf, takeLimit } from '#lib/limits.ts'
import { findWorks } from '#lib/works/find-works.ts'

/** Works to choose from while one writes: those whose titles hold `q`. Public, like all that it says. */
export async function GET(request: Request): Promise<Response> {
  try {
    const tooMany = await takeLimit('find-network', networkOf(requestContext()?.address ?? ''))
    if (tooMany) return respondRefusal(tooMany)
    const words = new URL(request.url).searchParams.get('q') ?? ''
    return Response.json({ items: await findWorks(words.normalize('NFC')) }, { headers: { 'Cache-Control': 'no-cache' } })
  } catch (error) {
    return respondFailure('find-works', error)
  }
}
