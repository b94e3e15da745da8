import { isNewTo } from '#components/comments/island/thread-facts.ts'
import type { Branch } from '#components/comments/nest-entries.ts'
import { printFoot } from '#components/comments/printed/print-foot.ts'
import { printGoneHead, printHead } from '#components/comments/printed/print-head.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { markup, printAttributes, storedMarkup } from '#components/ui/markup.ts'
import type { Markup } from '#components/ui/markup.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

/** Only what everybody sees is a comment of the essay to programs that read the page; see https://microformats.org/wiki/comments */
const microformats = { published: 'u-comment h-cite', own: 'h-cite', hidden: 'h-cite', tombstone: '' } as const

/** Says of a comment what a script needs to find its way: which it is, what it answers, how deep, since when it is public, and whether it is new. */
export function articleOf(entry: ThreadEntry, frame: Pick<ThreadFrame, 'visit' | 'muted'>) {
  const { id, kind, parentId, depth, approvedAt } = entry
  const look = kind === 'own' || kind === 'hidden' ? 'comment comment-own' : 'comment'
  return {
    className: `${look} ${microformats[kind]}`.trimEnd(),
    id: `comment-${id}`,
    'data-comment': id,
    'data-parent': parentId,
    'data-depth': depth,
    'data-approved': approvedAt?.toISOString(),
    'data-new': isNewTo(frame, entry) ? '' : undefined,
  }
}

/** A comment that everybody sees, or the place of one that is gone: nothing in it is the viewer’s own. */
export function printComment(branch: Branch, frame: ThreadFrame): Markup {
  return markup`<article${printAttributes(articleOf(branch.entry, frame))}>${printWords(branch, frame)}</article>`
}

/** What stands in the article of such a comment. */
export function printWords(branch: Branch, frame: ThreadFrame): Markup {
  const { entry } = branch
  if (entry.kind === 'tombstone') return markup`<header class="comment-head">${printGoneHead(branch, frame)}</header>`
  const foot = printFoot(entry, frame)
  const all = markup`<header class="comment-head">${printHead(branch, frame)}</header>${printText(entry)}${foot && markup`<p class="comment-foot">${foot}</p>`}`
  return frame.muted.has(entry.id) ? markup`<details class="muted-text"><summary>A reply by somebody you muted</summary>${all}</details>` : all
}

function printText({ html }: ThreadEntry): Markup {
  return markup`<div class="prose comment-text e-content">${storedMarkup(html ?? '')}</div>`
}
