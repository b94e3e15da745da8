import { Comment } from '#components/comments/comment.tsx'
import { nestEntries } from '#components/comments/nest-entries.ts'
import type { Branch } from '#components/comments/nest-entries.ts'
import type { FormAction } from '#lib/form-state.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import type { Moderable } from '#lib/moderation/decisions/read-moderable.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'
import type { MeasureInForce } from '#lib/people/measures-in-force.ts'

/** What all comments of a page share. */
export type ThreadFrame = {
  links: ThreadLinks
  /** Who may write here: somebody signed in, somebody who would have to sign in, somebody suspended, nobody any more. */
  writing: 'open' | 'signed-out' | 'suspended' | 'closed'
  /** What holds for the viewer by a moderator’s word; said where they would write. */
  measures: MeasureInForce[]
  /** The comment that the viewer is about to answer. */
  replyTo: string | null
  /** The own comment that the viewer is about to change. */
  editing: string | null
  /** The viewer moderates, and what that needs to know of the comments that are hidden here or about to be. */
  moderable: Map<string, Moderable> | null
  /** The comment that the viewer is about to hide or to bring back. */
  moderating: string | null
  /** The address that a form of this page sends to, so that what it said is answered here even where the form is gone. */
  here: string
  actions: { reply: FormAction; resubmit: FormAction; withdraw: FormAction; edit: FormAction; moderate: FormAction; undo: FormAction }
  /** A new key for each form. */
  idempotencyKey: () => string
}

/** The comments of a page as nested lists. */
export function Thread({ entries, frame }: { entries: ThreadEntry[]; frame: ThreadFrame }) {
  if (entries.length === 0) return null
  return (
    <ol className="thread" role="list">
      {nestEntries(entries).map((branch) => (
        <BranchItem key={branch.entry.id} branch={branch} frame={frame} level={1} />
      ))}
    </ol>
  )
}

function BranchItem({ branch, frame, level }: { branch: Branch; frame: ThreadFrame; level: number }) {
  return (
    <li>
      <Comment entry={branch.entry} frame={frame} />
      {branch.replies.length > 0 && (
        <ol className={`replies replies-${level}`} role="list">
          {branch.replies.map((reply) => (
            <BranchItem key={reply.entry.id} branch={reply} frame={frame} level={level + 1} />
          ))}
        </ol>
      )}
    </li>
  )
}
