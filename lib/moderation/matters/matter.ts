import type { CommentState, Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import type { Matter, Subject, SubjectText } from '#lib/moderation/kinds/kind.ts'
import type { Refusal } from '#lib/refusal.ts'

/** What stood before a verdict, or stands after it, of what it was about. */
export type Standing = { state: CommentState; approvedRevisionId: string | null; currentRevisionId: string | null }

/** What a verdict leads to. `approve`: the text that readers see from now on. */
export type After = Standing & { approve: SubjectText | null }

/** A standing as a decision kept it. The oldest ones knew nothing of newer texts. */
export type Kept = { state: CommentState; approvedRevisionId: string | null; currentRevisionId?: string | null | undefined; publishedAt: Date | null }

/** Of an item: what it is about, as far as locking needs it. */
export type LockRow = { id: string; commentId: string | null; nameId: string | null; proposalId: string | null; guestPostId: string | null; personId: string | null }

/** Who decides, when. `byId` null: the site itself. */
export type Made = { byId: string | null; now: Date }

/** One sort of thing that verdicts are about: how it is locked, changed, put back, and what readers hear of that. */
export type MatterModule = {
  type: Matter['type']
  /** What one calls it in a sentence: "The writer has withdrawn this text." */
  word: string
  /** Makes whoever changes the same thing wait until the transaction ends; see `lockItem`. */
  lock(tx: Transaction, item: LockRow): Promise<void>
  /** Makes it what a verdict says. Refused when it cannot become that any more. @returns what readers see of it afterwards */
  write(tx: Transaction, subject: Subject, after: After, made: Made): Promise<{ ok: true; approvedRevisionId: string | null } | Refusal>
  /** Puts back what stood before a verdict. A refusal takes the whole undo back. */
  restore(tx: Transaction, matter: Matter, before: Kept, made: Made): Promise<Refusal | null>
  /** As a condition on items `i`, those about the very same thing as one that is decided: they may not matter any more. Null: there can be none. */
  beside(matter: Matter): Prisma.Sql | null
  /** Items of the same kind of which only one may wait, so that another cannot wait again beside them. Null: any number may. */
  rivals(item: { kind: Subject['item']['kind']; personId: string | null }, matter: Matter): Prisma.ReviewItemWhereInput | null
  /** Tells those who wait for it that readers see something new. */
  announce(tx: Transaction, before: Matter, after: Standing, now: Date): Promise<void>
}
