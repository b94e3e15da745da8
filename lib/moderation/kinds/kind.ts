import type { CommentState, ReviewKind, ReviewState } from '#database'
import type { Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/**
 * Everything that a moderator can do to something in the queue. `dismiss`: a report is wrong, nothing changes. `uphold` and
 * `overturn`: a decision that is read again stands, or is turned round.
 */
export const verdicts = ['approve', 'reject', 'return', 'hide', 'restore', 'dismiss', 'uphold', 'overturn'] as const
export type Verdict = (typeof verdicts)[number]

/** A text and the SHA-256 of its source. Names and proposals are their own source. */
export type SubjectText = { id: string; digest: Uint8Array<ArrayBuffer>; source: string; text: string }

/**
 * What a verdict changes: a comment, a name that somebody wants to go by, a proposal for a work, an essay that a reader sent. All have the states of a comment; what
 * readers see of a name or a proposal is itself once it is approved, and nothing before.
 */
export type Matter = {
  type: 'comment' | 'name' | 'proposal' | 'guest_post'
  id: string
  state: CommentState
  /** Whose text, or name, it is. */
  authorId: string | null
  currentRevisionId: string | null
  approvedRevisionId: string | null
  publishedAt: Date | null
}

/** What a verdict is about, read under its lock. */
export type Subject = {
  item: {
    id: string
    kind: ReviewKind
    state: ReviewState
    version: number
    decidedAt: Date | null
    openedById: string | null
    /** The newest decision about it, an undo included. */
    newest: { id: string; action: string; itemVersion: number; reasonCode: string; reasonNote: string; passage: string; at: Date; by: { name: string; handle: string } | null } | null
  }
  matter: Matter
  /** The text to judge: the one that waits, or the approved one where something published is judged. */
  text: SubjectText
  /** The decision that an appeal or a second look is about. */
  about: { id: string; action: string; toState: CommentState | null; byId: string | null } | null
}

/** Whom a subject concerns: enough to say who may judge it. */
export type Concern = {
  item: Pick<Subject['item'], 'openedById'>
  matter: Pick<Matter, 'authorId' | 'state'>
  about: { byId: string | null } | null
}

/** What a verdict changes about its matter; what is not named stays. */
export type Effect = {
  state?: CommentState
  /** The text that readers see from now on. */
  approve?: SubjectText
  /** The text that counts as the writer's newest. */
  currentRevisionId?: string | null
}

/** One kind of thing in the queue: what can be done to it, by whom, and what that does. */
export type ReviewKindModule = {
  kind: ReviewKind
  /** What one calls it on the desk, after "an" or "a": "edit". */
  noun: string
  /** Every verdict that this kind ever has, in the order of the buttons. */
  verdicts: readonly Verdict[]
  /** Those that are possible now. Answers both which buttons there are and whether one may. */
  possible(subject: Subject): Verdict[]
  /** Null when this viewer may judge it; moderators only come here. */
  permit(viewer: Viewer, concern: Concern): Refusal | null
  /** What a possible verdict does. */
  effect(verdict: Verdict, subject: Subject): Effect
  /** Whether deciding it would still change something, now that its matter is as it is. What does not matter any more is closed. */
  matters(subject: Pick<Subject, 'matter' | 'about'>): boolean
}
