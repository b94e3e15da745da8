import { permanentRedirect } from 'next/navigation'
import { answerConversationFeed } from '#app/_web/feed.ts'
import { pathPart } from '#app/_web/search-params.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'

export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const slug = pathPart((await params).slug)
  const answer = await answerConversationFeed(request, slug)
  const moved = answer.status === 404 ? await findRedirect(`/posts/${slug}`) : null
  if (moved) permanentRedirect(`${moved}/comments/feed.xml`)
  return answer
}
