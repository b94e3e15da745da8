import { nameOf } from '#components/comments/name-entries.ts'
import { sayOwn } from '#components/comments/say-standing.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { editLink, moderateLink, replyLink } from '#components/comments/thread-links.ts'
import { markup } from '#components/ui/markup.ts'
import type { Markup } from '#components/ui/markup.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

/** What can be done with a published comment: quiet links, each of which leads to a form. Null where nothing can. */
export function printFoot(entry: ThreadEntry, frame: ThreadFrame): Markup | null {
  if (frame.writing === 'suspended') return entry.ownPublished ? ownPage(entry) : null
  return markup`${linksOf(entry, frame).map(({ href, label, words }) => markup`<a href="${href}" rel="nofollow" aria-label="${label}">${words}</a>`)}`
}

/** Somebody suspended may still take back what is theirs. */
function ownPage({ id }: ThreadEntry): Markup {
  return markup`<a href="/account/comments/${id}">What you can do about it</a>`
}

type Link = { href: string; label: string; words: string }

function linksOf(entry: ThreadEntry, frame: ThreadFrame): Link[] {
  const { links, writing, ownEssay } = frame
  const { id } = entry
  const own = entry.ownPublished !== undefined
  const name = nameOf(entry, frame)
  const all: (Link | false)[] = [
    writing !== 'closed' && writing !== 'unknown' && { href: replyLink(links, id), label: `Reply to ${name}`, words: 'Reply' },
    own
      ? { href: editLink(links, id), label: `Edit ${sayOwn(entry)}`, words: 'Edit' }
      : { href: `/c/${id}/report`, label: `Report the comment by ${name}`, words: 'Report' },
    writing === 'open' && { href: `/c/${id}/follow`, label: `Follow the branch of the comment by ${name}`, words: 'Follow' },
    ownEssay && { href: `/c/${id}/feature`, label: `Point to the comment by ${name}`, words: 'Point to it' },
    ownEssay && !own && { href: `/write/${frame.postId}/notes?comment=${id}`, label: `Thank ${name} with a correction`, words: 'Thank with a correction' },
    frame.moderable !== null && { href: moderateLink(links, id), label: `Hide the comment by ${name}`, words: 'Hide' },
  ]
  return all.filter((link) => link !== false)
}
