import { env } from '#lib/env.ts'
import type { Feed } from '#lib/feeds/feed.ts'
import { readConversationFeed } from '#lib/feeds/read-conversation-feed.ts'
import { readFeed } from '#lib/feeds/read-feed.ts'
import type { FeedScope } from '#lib/feeds/read-feed.ts'
import { writeAtom } from '#lib/feeds/write-atom.ts'
import { writeJsonFeed } from '#lib/feeds/write-json-feed.ts'
import { writeRss } from '#lib/feeds/write-rss.ts'
import { asksForPage } from './refused-page.ts'
import { validatedAnswer } from './validated-answer.ts'

type Format = 'feed.xml' | 'atom.xml' | 'feed.json'

const formats: Record<Format, { type: string; write: (feed: Feed, origin: string) => string }> = {
  'feed.xml': { type: 'application/rss+xml; charset=utf-8', write: writeRss },
  'atom.xml': { type: 'application/atom+xml; charset=utf-8', write: writeAtom },
  'feed.json': { type: 'application/feed+json; charset=utf-8', write: writeJsonFeed },
}

/** Answers with a feed of essays, or 404 where there is nothing to follow. */
export async function answerFeed(request: Request, scope: FeedScope, format: Format): Promise<Response> {
  return answer(request, await readFeed(scope), format)
}

/** Answers with the feed of what is said under an essay, or 404 where there is nothing to follow. */
export async function answerConversationFeed(request: Request, slug: string): Promise<Response> {
  return answer(request, await readConversationFeed(slug), 'feed.xml')
}

function answer(request: Request, feed: Feed | null, format: Format): Response {
  if (!feed) return nothingHere(asksForPage(request) ? 'text/html' : 'text/plain')
  const { type, write } = formats[format]
  return validatedAnswer(request, { address: `${feed.base}/${format}`, text: write(feed, env().AFTERWORD_ORIGIN), type })
}

/** Where it would be a page, the server puts the site's own page about what is not there in its place. */
function nothingHere(type: string): Response {
  return new Response('There is nothing to follow here.\n', { status: 404, headers: { 'Content-Type': `${type}; charset=utf-8`, Vary: 'Accept' } })
}
