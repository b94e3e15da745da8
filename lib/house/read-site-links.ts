import { Prisma } from '#database'
import { publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'

/** What the head and the foot of every page lead to, where there is such a thing. */
export type SiteLinks = {
  /** The address of the page that says what this site is; null where nobody wrote one. */
  about: string | null
  /** An administrator has made the log public. */
  logIsPublic: boolean
}

/** What every page leads to, asked once. */
export const siteLinks: Question<SiteLinks> = publicQuestion(
  Prisma.sql`SELECT (SELECT slug FROM published_post WHERE slug = 'about' AND kind = 'page') AS about, EXISTS (SELECT FROM published_log) AS "logIsPublic"`,
  ([links]: SiteLinks[]) => links ?? { about: null, logIsPublic: false },
)
