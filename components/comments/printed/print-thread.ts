import { nameOf } from '#components/comments/name-entries.ts'
import { countReplies } from '#components/comments/nest-entries.ts'
import type { Branch } from '#components/comments/nest-entries.ts'
import { printComment } from '#components/comments/printed/print-comment.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { branchLink } from '#components/comments/thread-links.ts'
import { sayReplies } from '#components/posts/say-count.ts'
import { markup } from '#components/ui/markup.ts'
import type { Markup } from '#components/ui/markup.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

/** The items of a list of comments with all that hangs on them, a piece for each: for pages on which nothing is the viewer’s own. */
export function printItems(branches: Branch[], frame: ThreadFrame): Markup[] {
  return branches.map((branch) => markup`<li>${printComment(branch, frame)}${printReplies(branch, frame)}${printContinued(branch, frame)}</li>`)
}

function printReplies(branch: Branch, frame: ThreadFrame): Markup | null {
  if (branch.replies.length === 0) return null
  return markup`<details class="branch" open=""><summary>${printFold(branch, frame)}</summary><ol class="replies replies-${branch.level + 1}" role="list">${printItems(branch.replies, frame)}</ol></details>`
}

function printContinued({ entry }: Branch, frame: ThreadFrame): Markup | undefined | false {
  return entry.continues && markup`<p class="continued">${printWayOn(entry, frame)}</p>`
}

/** The line by which the replies to a comment fold. */
export function printFold({ entry, replies, goesOn }: Branch, frame: ThreadFrame): Markup {
  return markup`${sayReplies(countReplies(replies))}${goesOn && markup`<span> here</span>`}<span class="visually-hidden"> to ${nameOf(entry, frame)}</span>`
}

/** Deeper than a page goes, a branch has a page of its own. */
export function printWayOn(entry: ThreadEntry, frame: ThreadFrame): Markup {
  return markup`<a href="${branchLink(frame.links, entry.id)}#conversation">Continue this thread<span class="visually-hidden">: replies to ${nameOf(entry, frame)}</span></a>`
}
