import { answerFeed } from '#app/_web/feed.ts'

export function GET(request: Request) {
  return answerFeed(request, {}, 'atom.xml')
}
