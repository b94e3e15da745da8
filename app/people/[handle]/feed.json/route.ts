import { answerFeed } from '#app/_web/feed.ts'
import { pathPart } from '#app/_web/search-params.ts'

export async function GET(request: Request, { params }: { params: Promise<{ handle: string }> }) {
  return answerFeed(request, { person: pathPart((await params).handle) }, 'feed.json')
}
