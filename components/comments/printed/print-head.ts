import { nameOf } from '#components/comments/name-entries.ts'
import type { Branch } from '#components/comments/nest-entries.ts'
import { isNewTo } from '#components/comments/island/thread-facts.ts'
import { nameState } from '#components/comments/say-standing.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { markup, printAttributes } from '#components/ui/markup.ts'
import type { Markup } from '#components/ui/markup.ts'
import { sayDay, sayMinute } from '#components/ui/moment.tsx'
import type { Answered, ThreadEntry } from '#lib/comments/read-thread.ts'

/** Indents stop here on a phone; from here on a comment says whom it answers. */
const deepestIndentOnPhone = 2

type Frame = Pick<ThreadFrame, 'names' | 'visit' | 'muted'>

/** What stands in the head of a comment. Number, name, author mark, date: one line, which is also the heading that screen readers move by. */
export function printHead(branch: Branch, frame: Frame): Markup {
  const { entry } = branch
  const name = markup`<h3 class="comment-name">${printName(entry)}${printPosition(entry)}${isNewTo(frame, entry) && newMark}</h3>`
  return markup`${printNumber(entry)}${name}${entry.byAuthor && authorMark}${printPermalink(entry, frame)}${printEdited(entry, frame)}${printAnswered(branch, frame)}`
}

/** What is left of a comment that is gone, as a heading too: replies hang on it. */
export function printGoneHead(branch: Branch, frame: Frame): Markup {
  const { entry } = branch
  return markup`${printNumber(entry)}<h3 class="comment-gone">A comment that is no longer here${printPosition(entry)}</h3>${printAnswered(branch, frame)}`
}

const authorMark = markup`<span class="author-mark">the author</span>`

/** A word in the name of a comment and a shape beside it, not a colour alone. */
const newMark = markup`<span class="new-mark"><span class="visually-hidden">, </span>new</span>`

/** The rank of a top-level comment, hung in the margin where there is one. */
function printNumber({ number }: ThreadEntry): Markup | false {
  return number !== null && markup`<span class="comment-number">${number}</span>`
}

function printName({ author }: ThreadEntry): Markup {
  if (!author) return markup`Somebody`
  if (!author.handle) return markup`<span class="p-author h-card">${author.name}</span>`
  return markup`<a class="p-author h-card" href="/people/${author.handle}">${author.name}</a>`
}

function printPosition({ depth, replyingTo, kind, state }: ThreadEntry): Markup {
  const answered = replyingTo ? `, replying to ${replyingTo.name ?? 'a comment that is no longer here'}, level ${depth + 1}` : ''
  return markup`<span class="visually-hidden">${kind === 'own' || kind === 'hidden' ? `${answered}, ${nameState(state)}` : answered}</span>`
}

function printPermalink(entry: ThreadEntry, frame: Frame): Markup | null {
  const { id, submittedAt } = entry
  if (!submittedAt) return null
  const day = sayDay(submittedAt)
  // The same time element as that of `<Moment>`.
  const time = markup`<time class="dt-published" dateTime="${submittedAt.toISOString()}" title="${sayMinute(submittedAt)}">${day}</time>`
  return markup`<a class="permalink u-url" href="/c/${id}" aria-label="${day}, comment by ${nameOf(entry, frame)}">${time}</a>`
}

function printEdited(entry: ThreadEntry, frame: Frame): Markup | false {
  return entry.edited && markup`<a class="permalink" href="/c/${entry.id}/history" rel="nofollow" aria-label="edited: how the comment by ${nameOf(entry, frame)} was changed">edited</a>`
}

/** Where the indent has ended, or what is answered stands elsewhere, the words say what hangs on what. */
function printAnswered({ entry: { replyingTo }, level, hangs }: Branch, frame: Frame): Markup | null {
  if (!replyingTo || (hangs && level <= deepestIndentOnPhone)) return null
  return markup`<span class="${hangs ? 'in-reply-to indented-here' : 'in-reply-to'}">${printAnsweredLink(replyingTo, frame)}</span>`
}

function printAnsweredLink({ id, name, where }: Answered, frame: Frame): Markup {
  const words = `in reply to ${name ?? 'a comment that is no longer here'}`
  if (where === 'gone') return markup`${words}`
  const known = name !== null && frame.names.get(id)
  const attributes = printAttributes({ href: where === 'here' ? `#comment-${id}` : `/c/${id}`, 'aria-label': known && known !== name ? `in reply to ${known}` : null })
  return markup`<a${attributes}>${words}</a>`
}
