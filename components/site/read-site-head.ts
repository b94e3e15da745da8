import { askTogether, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { siteLinks } from '#lib/house/read-site-links.ts'
import type { SiteLinks } from '#lib/house/read-site-links.ts'
import { waitingItems } from '#lib/moderation/desk/read-queue.ts'
import { unreadNotices } from '#lib/moderation/notices/read-notices.ts'
import { hasRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What the head of a page says to its viewer: where it leads, and what is new to them. */
export type SiteHead = { links: SiteLinks; unread: number; waiting: number }

/** Asked once for each page. */
export function readSiteHead(viewer: Viewer): Promise<SiteHead> {
  return askTogether({ links: siteLinks, unread: unreadNotices(viewer, new Date()), waiting: hasRole(viewer, 'moderator') ? waitingItems : known(0) })
}

/** What it says to anybody, to be asked together with others. */
export const headForAnybody: Question<SiteHead> = { ...siteLinks, read: (rows) => ({ links: siteLinks.read(rows), unread: 0, waiting: 0 }) }
