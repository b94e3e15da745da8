import { pathPart } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { readNextNew } from '#lib/comments/visits/read-next-new.ts'
import { momentFromOutside } from '#lib/moment.ts'
import { postPath } from '#lib/posts/post-path.ts'

type Context = { params: Promise<{ slug: string }> }

/** On to the next comment that was approved since a moment, on whichever page it stands; to the conversation when there is none. */
export async function GET(request: Request, { params }: Context) {
  const slug = pathPart((await params).slug)
  const query = new URL(request.url).searchParams
  const since = momentFromOutside.safeParse(query.get('since') ?? '')
  const next = since.success ? await readNextNew(slug, await currentViewer(), new Date(since.data), query.get('after') ?? '') : null
  return new Response(null, { status: 303, headers: { Location: next ? `/c/${next}` : `${postPath(slug)}#conversation` } })
}
