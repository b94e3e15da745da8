import type { Advice, Check, Checked } from '#lib/posts/publishing/advice/advice.ts'
import { agreeingFacts } from '#lib/posts/publishing/advice/agreeing-facts.ts'
import { describedImages } from '#lib/posts/publishing/advice/described-images.ts'
import { headingOrder } from '#lib/posts/publishing/advice/heading-order.ts'
import { deadLinks, emptyLinks } from '#lib/posts/publishing/advice/leading-links.ts'
import { namedTopics } from '#lib/posts/publishing/advice/named-topics.ts'

/** What is looked at before publishing, in the order in which it is said. */
const checks: Check[] = [describedImages, headingOrder, deadLinks, emptyLinks, namedTopics, agreeingFacts]

/** All that the checks have to say about a draft. */
export function advise(essay: Checked): Advice[] {
  return checks.flatMap((check) => check(essay))
}
