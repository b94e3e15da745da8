import { answerFeed } from '#app/_web/feed.ts'
import { pathPart } from '#app/_web/search-params.ts'

export async function GET(request: Request, { params }: { params: Promise<{ tag: string }> }) {
  return answerFeed(request, { tag: pathPart((await params).tag) }, 'feed.json')
}
