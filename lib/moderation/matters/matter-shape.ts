import type { Prisma } from '#database'
import type { Matter, SubjectText } from '#lib/moderation/kinds/kind.ts'

/** The newest decision about an item that is no undo and was not undone. */
export const standingDecision = {
  where: { action: { not: 'undo' }, undoneBy: { is: null } },
  orderBy: { seq: 'desc' },
  take: 1,
  select: { id: true, seq: true, action: true },
} satisfies Prisma.ReviewItem$decisionsArgs

/** The decisions that stand about a matter, by its items. */
const standing = { select: { id: true, decisions: standingDecision } } satisfies Prisma.Comment$reviewItemsArgs

const textShape = { id: true, digest: true, source: true, text: true } satisfies Prisma.CommentRevisionSelect
const commentShape = { id: true, state: true, authorId: true, currentRevisionId: true, approvedRevisionId: true, publishedAt: true } satisfies Prisma.CommentSelect
const proposalTextShape = { id: true, text: true } satisfies Prisma.ProposalRevisionSelect
const proposalShape = { id: true, state: true, personId: true, currentRevisionId: true, publishedAt: true } satisfies Prisma.ProposalSelect
const guestPostShape = {
  id: true, state: true, personId: true, currentRevisionId: true, approvedRevisionId: true, publishedAt: true, post: { select: { state: true, publishedRevisionId: true } },
} satisfies Prisma.GuestPostSelect
const essayShape = { id: true, title: true, standfirst: true, source: true, text: true } satisfies Prisma.PostRevisionSelect
const nameShape = { id: true, name: true, state: true, personId: true, former: true, person: { select: { name: true } } } satisfies Prisma.ChosenNameSelect

/** What to select of an essay to name it: by what readers call it, else by what its authors do. */
export const titledShape = { slug: true, publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } satisfies Prisma.PostSelect

/** What to select of an item for {@link textIn}; {@link matterIn} needs no more. */
export const textsShape = {
  commentRevision: { select: textShape },
  comment: { select: { ...commentShape, approvedRevision: { select: textShape } } },
  chosenName: { select: nameShape },
  proposal: { select: proposalShape },
  proposalRevision: { select: proposalTextShape },
  guestPost: { select: guestPostShape },
  postRevision: { select: essayShape },
} satisfies Prisma.ReviewItemSelect

/** What to select of an item for {@link judgedIn}; {@link matterIn} needs no more. */
export const judgedShape = {
  comment: { select: { ...commentShape, reviewItems: standing } },
  chosenName: { select: { ...nameShape, reviewItems: standing } },
  proposal: { select: { ...proposalShape, reviewItems: standing } },
  guestPost: { select: { ...guestPostShape, reviewItems: standing } },
} satisfies Prisma.ReviewItemSelect

type TextsRow = Prisma.ReviewItemGetPayload<{ select: typeof textsShape }>
type JudgedRow = Prisma.ReviewItemGetPayload<{ select: typeof judgedShape }>
type CommentRow = Prisma.CommentGetPayload<{ select: typeof commentShape }>
type NameRow = Prisma.ChosenNameGetPayload<{ select: typeof nameShape }>
type ProposalRow = Prisma.ProposalGetPayload<{ select: typeof proposalShape }>
type GuestPostRow = Prisma.GuestPostGetPayload<{ select: typeof guestPostShape }>
type MatterRow = { comment: CommentRow | null; chosenName: NameRow | null; proposal: ProposalRow | null; guestPost: GuestPostRow | null }

/** A matter with the decisions that stand about it, by item. */
export type Judged = Matter & { reviewItems: { id: string; decisions: { id: string; seq: bigint; action: string }[] }[] }

/** What an item is about; null when that is gone. */
export function matterIn({ comment, chosenName, proposal, guestPost }: MatterRow): Matter | null {
  if (chosenName) return matterOfName(chosenName)
  if (proposal) return matterOfProposal(proposal)
  if (guestPost) return matterOfGuestPost(guestPost)
  return comment && matterOfComment(comment)
}

/** The same with what was decided about it. */
export function judgedIn(row: JudgedRow): Judged | null {
  const matter = matterIn(row)
  return matter && { ...matter, reviewItems: (row.chosenName ?? row.proposal ?? row.guestPost ?? row.comment)?.reviewItems ?? [] }
}

/** The text of an item that a moderator judges; null when it is gone. */
export function textIn({ kind, comment, commentRevision, chosenName, proposalRevision, postRevision }: TextsRow & { kind: string }): SubjectText | null {
  if (chosenName) return plainText(chosenName.id, chosenName.name)
  if (proposalRevision) return plainText(proposalRevision.id, proposalRevision.text)
  if (postRevision) return essayText(postRevision)
  return comment && commentRevision && textToJudge(kind === 'comment', comment.state, commentRevision, comment.approvedRevision)
}

function matterOfComment({ id, state, authorId, currentRevisionId, approvedRevisionId, publishedAt }: CommentRow): Matter {
  return { type: 'comment', id, state, authorId, currentRevisionId, approvedRevisionId, publishedAt }
}

/** Readers see a name while its person goes by it. */
function matterOfName({ id, name, state, personId, person }: NameRow): Matter {
  const shown = state === 'published' && person.name === name
  return { type: 'name', id, state, authorId: personId, currentRevisionId: id, approvedRevisionId: shown ? id : null, publishedAt: null }
}

/** What readers see of a proposal is the form of it that was approved, within the facts of a work. */
function matterOfProposal({ id, state, personId, currentRevisionId, publishedAt }: ProposalRow): Matter {
  return { type: 'proposal', id, state, authorId: personId, currentRevisionId, approvedRevisionId: state === 'published' ? currentRevisionId : null, publishedAt }
}

/** What readers see of an essay is the text that was approved last, while it is published. */
function matterOfGuestPost({ id, state, personId, currentRevisionId, approvedRevisionId, publishedAt, post }: GuestPostRow): Matter {
  const shown = post.state === 'published' && post.publishedRevisionId === approvedRevisionId
  return { type: 'guest_post', id, state, authorId: personId, currentRevisionId, approvedRevisionId: shown ? approvedRevisionId : null, publishedAt }
}

function essayText({ id, title, standfirst, source, text }: Prisma.PostRevisionGetPayload<{ select: typeof essayShape }>): SubjectText {
  const [head, digest] = [[title, standfirst].filter(Boolean).join('\n'), new Uint8Array()]
  return { id, digest, source: `${head}\n${source}`, text: `${head}\n${text}` }
}

/** Words that are never rendered are their own source. */
function plainText(id: string, text: string): SubjectText {
  return { id, digest: new Uint8Array(), source: text, text }
}

/** An edit may have been approved since the comment's own item was decided: then that is what readers see, and what is hidden. */
function textToJudge(ofComment: boolean, state: string, waiting: SubjectText, approved: SubjectText | null): SubjectText {
  return ofComment && (state === 'published' || state === 'hidden') ? (approved ?? waiting) : waiting
}
