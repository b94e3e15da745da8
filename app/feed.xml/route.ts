import { answerFeed } from '#app/_web/feed.ts'

export function GET() {
  return answerFeed({}, 'feed.xml')
}
