import { pathPart } from '#app/_web/search-params.ts'
import { validatedAnswer } from '#app/_web/validated-answer.ts'
import { readLatest } from '#lib/comments/visits/read-latest.ts'
import { postPath } from '#lib/posts/post-path.ts'

type Context = { params: Promise<{ slug: string }> }

/** What was approved last in a thread, for pages that are open: see components/comments/island. The same for everybody. */
export async function GET(request: Request, { params }: Context) {
  const slug = pathPart((await params).slug)
  const latest = await readLatest(slug)
  if (!latest) return Response.json({}, { status: 404 })
  return validatedAnswer(request, { address: `${postPath(slug)}/latest`, text: JSON.stringify(latest), type: 'application/json' })
}
