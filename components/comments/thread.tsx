import { Comment } from '#components/comments/comment.tsx'
import { TakenBack } from '#components/comments/own/taken-back.tsx'
import { listEntries, nestEntries } from '#components/comments/nest-entries.ts'
import type { Branch } from '#components/comments/nest-entries.ts'
import { printFold, printItems, printWayOn } from '#components/comments/printed/print-thread.ts'
import { holding } from '#components/ui/markup.ts'
import type { DraftHere } from '#lib/comments/drafts/read-drafts.ts'
import type { FeaturedReply } from '#lib/comments/read-featured.ts'
import type { FormAction } from '#lib/form-state.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import type { TakenBack as Taken } from '#lib/comments/read-taken-back.ts'
import type { Moderable } from '#lib/moderation/decisions/read-moderable.ts'
import type { ThreadPage } from '#lib/comments/read-thread.ts'
import type { ReadingVisit } from '#lib/comments/visits/read-visit.ts'
import type { MeasureInForce } from '#lib/people/measures-in-force.ts'
import type { Manners } from '#lib/posts/read-post.ts'

/** What all comments of a page share. */
export type ThreadFrame = {
  links: ThreadLinks
  /** What each comment is called in the names of its links and buttons; see `nameEntries`. */
  names: ReadonlyMap<string, string>
  /** Who may write here: somebody signed in, somebody who would have to sign in, somebody suspended, nobody any more. */
  writing: 'open' | 'signed-out' | 'suspended' | 'closed' | 'unknown'
  postId: string
  /** The viewer’s handle; empty when nobody is signed in. */
  writer: string
  /** What the viewer has begun to write here, by what it answers: a comment or the post. */
  drafts: Map<string, DraftHere>
  /** What the viewer brought along through the door and has no room for among their drafts, in the same way. */
  brought: Map<string, DraftHere>
  /** Until when the viewer had seen everything here. */
  visit: ReadingVisit
  /** What holds for the viewer by a moderator’s word; said where they would write. */
  measures: MeasureInForce[]
  /** The comment that the viewer is about to answer. */
  replyTo: string | null
  /** The own comment that the viewer has just taken back. */
  taken: Taken | null
  /** The own comment that the viewer is about to change. */
  editing: string | null
  /** The viewer moderates, and what that needs to know of the comments that are hidden here or about to be. */
  moderable: Map<string, Moderable> | null
  /** The comment that the viewer is about to hide or to bring back. */
  moderating: string | null
  /** What the viewer has said about hearing of this conversation; null: nothing. */
  follows: boolean | null
  /** The viewer wrote the essay, and is told of what is said under it without following. */
  ownEssay: boolean
  /** What the author asks of those who answer. */
  manners: Manners
  /** What the author points to, where the conversation begins. */
  featured: FeaturedReply[]
  /** The feed of what is said here, for those who follow without an account; null where there is none. */
  feed: string | null
  /** Comments by people whom the viewer mutes. */
  muted: ReadonlySet<string>
  /** The address that a form of this page sends to, so that what it said is answered here even where the form is gone. */
  here: string
  actions: { reply: FormAction; resubmit: FormAction; withdraw: FormAction; edit: FormAction; moderate: FormAction; undo: FormAction; noteVisit: FormAction; follow: FormAction }
  /** A new key for each form. */
  idempotencyKey: () => string
}

/** The comments of a page: as nested lists, or in a row where they are read by time. */
export function Thread({ thread: { entries, next, order }, frame }: { thread: Pick<ThreadPage, 'entries' | 'next' | 'order'>; frame: ThreadFrame }) {
  if (entries.length === 0) return null
  const branches = order === 'thread' ? nestEntries(entries, next !== null) : listEntries(entries)
  if (isForEverybody(frame)) return <ol className="thread" role="list" {...holding(printItems(branches, frame))} />
  return (
    <ol className="thread" role="list">
      {branches.map((branch) => (
        <BranchItem key={branch.entry.id} branch={branch} frame={frame} />
      ))}
    </ol>
  )
}

/** Nobody is signed in, and no form stands between the comments: none of it will be changed by the framework in the browser. */
function isForEverybody({ visit, replyTo }: ThreadFrame): boolean {
  return !visit.signedIn && replyTo === null
}

function BranchItem({ branch, frame }: { branch: Branch; frame: ThreadFrame }) {
  const { entry } = branch
  return (
    <li>
      {frame.taken?.before === entry.id && <TakenBack id={frame.taken.id} />}
      <Comment branch={branch} frame={frame} />
      {branch.replies.length > 0 && <Replies branch={branch} frame={frame} />}
      {entry.continues && <p className="continued" {...holding(printWayOn(entry, frame))} />}
    </li>
  )
}

/**
 * What hangs on a comment, folded by its first line without any script. Whoever works on `details.branch` with one may rely on
 * the comment being the `article` before it.
 */
function Replies({ branch, frame }: { branch: Branch; frame: ThreadFrame }) {
  return (
    <details className="branch" open>
      <summary {...holding(printFold(branch, frame))} />
      <ol className={`replies replies-${branch.level + 1}`} role="list">
        {branch.replies.map((reply) => (
          <BranchItem key={reply.entry.id} branch={reply} frame={frame} />
        ))}
      </ol>
    </details>
  )
}
