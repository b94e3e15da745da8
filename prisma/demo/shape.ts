/** The form of the demo content. Times are relative, so that the demo is always a few days old. */

export type DemoRole = 'reader' | 'author' | 'moderator' | 'administrator'

export type DemoPerson = {
  handle: string
  name: string
  email: string
  role: DemoRole
  /** Fractions are allowed: 0.1 is somebody who joined a little over two hours ago. */
  joinedDaysAgo: number
  pronouns?: string
  /** Markdown, one to three sentences. */
  biography?: string
  website?: string
  suspendedReason?: string
  suspendedDaysAgo?: number
  /** What a moderator noted for the others. */
  teamNote?: { by: DemoModerator, text: string, daysAgo: number }
}

export type DemoCommentState = 'held' | 'published' | 'returned' | 'rejected' | 'hidden' | 'withdrawn'

export type DemoModerator = 'mo' | 'noor'

/** `passage`: the words of a returned text that should change. */
export type DemoReason = { code: DemoReasonCode, note?: string, passage?: string }

/** The codes of `lib/moderation/cases/report-reasons.ts` that occur here. Hours are counted from writing. */
export type DemoReport = { by: string, hoursAfter: number, code: 'spam' | 'unkind' | 'other', note?: string }

/** The ready-made reasons of `lib/comments/reasons.ts` that occur here. */
export type DemoReasonCode = 'spam' | 'unkind' | 'repeat' | 'spoiler' | 'personal-details' | 'other'

export type DemoComment = {
  by: string
  /** Hours after the essay appeared; for a reply, hours after its parent was written. */
  hoursAfter: number
  /** Markdown. */
  text: string
  state: DemoCommentState
  /** The first decision: the approval of a text that was ever public, else the return or the rejection. */
  decidedBy?: DemoModerator
  /** Hours from writing to that first decision. */
  hoursToDecision?: number
  /** Of the return or the rejection; of the hiding, if the comment is hidden. */
  reason?: DemoReason
  /** Only for `hidden`, counted from writing. */
  hiddenBy?: DemoModerator
  hiddenAfterHours?: number
  /** Only for `withdrawn`, counted from writing. Without a decision it was withdrawn while it waited. */
  withdrawnAfterHours?: number
  /** Reports of a published comment that nobody has read yet. */
  reports?: DemoReport[]
  /** A new text of a published comment; it waits where nobody approved it. Hours are counted from writing, and from the edit. */
  edit?: { hoursAfter: number, text: string, approvedBy?: DemoModerator, approvedAfterHours?: number }
  /** What the writer of a rejected or hidden text says against it, unread as yet. Hours are counted from writing. */
  appeal?: { hoursAfter: number, text: string }
  replies?: DemoComment[]
}

export type DemoTag = { slug: string, name: string }

export type DemoUpdateNote = {
  kind: 'update' | 'correction' | 'clarification'
  /** Markdown. */
  text: string
  daysAgo: number
}

export type DemoContentNote = { topic: string, degree: 'mentioned' | 'discussed' | 'depicted' }

/** A fact as somebody proposes it: its key, its value (null takes it out), and where it is from. */
export type DemoFact = { key: string, now: unknown, source: string }

export type DemoProposal = {
  by: string
  daysAgo: number
  comment: string
  facts: DemoFact[]
  /** Nobody: it waits. */
  decidedBy?: DemoModerator
  hoursToDecision?: number
  /** Approved when left out. */
  verdict?: 'return' | 'reject'
  reason?: DemoReason
  /** Somebody had all of it taken out again. */
  laterLeftOut?: { by: string, daysAgo: number, decidedBy: DemoModerator, comment: string }
}

/** The first proposal makes the work. */
export type DemoWork = { title: string, proposals: DemoProposal[] }

/** The title of a demo work, and what an essay has to do with it. */
export type DemoNamedWork = { work: string, role: 'review' | 'about' | 'mention', rating?: string, scale?: string }

type DemoText = {
  slug: string
  /** In `prisma/demo/posts`. */
  file: string
  title: string
  standfirst: string
  /** The author's handle. */
  author: string
  tags: DemoTag[]
  contentNotes?: DemoContentNote[]
  works?: DemoNamedWork[]
}

export type DemoPublishedPost = DemoText & {
  state: 'published'
  publishedDaysAgo: number
  commentsOpen: boolean
  updateNote?: DemoUpdateNote
  conversation: DemoComment[]
}

export type DemoDraft = DemoText & { state: 'draft' }

export type DemoScheduledPost = DemoText & { state: 'scheduled', inDays: number }

export type DemoPost = DemoPublishedPost | DemoDraft | DemoScheduledPost

export type DemoSeries = {
  title: string
  /** Markdown. */
  description: string
  /** The author's handle. */
  by: string
  madeDaysAgo: number
  /** Slugs of demo posts in the order of reading. One that is not published is no part for readers. */
  parts: string[]
}
