import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { storedNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentAnswer, StoredNote } from '#lib/posts/content-notes/content-notes.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { readingMinutes } from '#lib/posts/reading-minutes.ts'
import { unrendered } from '#lib/posts/writing/draft-text.ts'
import { goesOn } from '#lib/posts/writing/goes-on.ts'
import { lockWriting, wasShown } from '#lib/posts/writing/load-writing.ts'
import type { Writing } from '#lib/posts/writing/load-writing.ts'
import { sameBeside, sameDraft } from '#lib/posts/writing/same-draft.ts'
import { changeOf, settleDraft } from '#lib/posts/writing/settle-draft.ts'
import type { SettledDraft } from '#lib/posts/writing/settle-draft.ts'
import { renderLater } from '#lib/posts/writing/render-later.ts'
import { moveDraft, writeDraft } from '#lib/posts/writing/write-draft.ts'
import type { Kept } from '#lib/posts/writing/write-draft.ts'
import { writtenDraft } from '#lib/posts/writing/written-draft.ts'
import type { WrittenDraft } from '#lib/posts/writing/written-draft.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What a page is told of its saving. */
export type Saved = {
  postId: string
  version: number
  savedAt: Date
  words: number
  minutes: number
  revisionId: string
  /** False where works were named and left as they were: a row is half filled in, or names what is not there. */
  worksKept: boolean
}

/** What stands there instead, for whoever wrote against an older version; its works are read when it is told. */
export type Theirs = { title: string; standfirst: string; source: string; contentAnswer: ContentAnswer; contentNotes: StoredNote[]; savedAt: Date; by: string; revisionId: string }

/**
 * Keeps what an author has written, as the draft of the post: readers go on seeing what is published. Whoever wrote against an older version is
 * refused and told what stands there instead; the same words sent again change nothing. No audit row for what a page saves by itself
 * many times a minute: the revisions say who wrote what and when.
 */
export const saveDraft = command({
  name: 'save-draft',
  input: writtenDraft,
  least: 'reader',
  unrecorded: true,
  load: async (tx: Transaction, input: WrittenDraft) => {
    const post = await lockWriting(tx, input.postId)
    return 'ok' in post ? post : { ...post, shown: await wasShown(tx, post.draft.id) }
  },
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input, subject: post, now }): Promise<Outcome<Saved>> {
    const settled = await settleDraft(tx, input, post.draft)
    if (!settled.ok) return settled
    const written = settled.value
    const same = sameDraft(post.draft, written)
    if (!same && input.version !== post.draftVersion) return refuseOlder(viewer, post)
    const kept = same ? await keepSame(tx, post, written) : await keepOther(tx, viewer, post, written, now)
    if (!kept.ok) return kept
    const { words } = written.text
    const savedAt = same ? post.draft.savedAt : now
    return done({ postId: post.id, ...kept.value, savedAt, words, minutes: readingMinutes(words, post.lang), worksKept: written.works !== null }, { type: 'post', id: post.id })
  },
})

type Locked = Writing & { shown: boolean }

/** Nothing is made; what a page had saved by itself is kept for good when somebody asks for it, and what was not rendered in time has its look now. */
async function keepSame(tx: Transaction, post: Locked, { reason, text: { html, text, headings, words, rendererVersion } }: SettledDraft): Promise<Outcome<Kept>> {
  const { id, reason: before } = post.draft
  if (post.draft.rendererVersion === unrendered && rendererVersion !== unrendered) await tx.postRevision.update({ where: { id }, data: { html, text, headings, words, rendererVersion }, select: { id: true } })
  if (reason === 'saved' && before === 'autosave' && !post.shown) await tx.postRevision.update({ where: { id }, data: { reason }, select: { id: true } })
  return done({ version: post.draftVersion, revisionId: id })
}

async function keepOther(tx: Transaction, viewer: Viewer, post: Locked, written: SettledDraft, now: Date): Promise<Outcome<Kept>> {
  const { title, standfirst, text, reason } = written
  const words = { title, standfirst, ...text }
  const leftOut = mayGoOn(post, written) ? goesOn(post.draft, { ...words, editorId: viewer.id }, now) : null
  if (leftOut === null) return writeDraft(tx, post, changeOf(written), { reason, editorId: viewer.id, now })
  await tx.postRevision.update({ where: { id: post.draft.id }, data: { ...words, leftOut, savedAt: now }, select: { id: true } })
  await renderLater(tx, { id: post.draft.id, rendererVersion: text.rendererVersion }, now)
  return moveDraft(tx, post, post.draft.id, now)
}

function mayGoOn({ draft, shown }: Locked, written: SettledDraft): boolean {
  return written.reason === 'autosave' && draft.reason === 'autosave' && !shown && sameBeside(draft, written)
}

function refuseOlder(viewer: Viewer, { draftVersion, draft }: Writing): Refusal {
  const { id, title, standfirst, source, contentAnswer, contentNotes, savedAt, editor, editorId } = draft
  const by = editorId !== null && editorId === viewer.id ? 'you' : (editor?.name ?? 'somebody')
  const theirs: Theirs = { title, standfirst, source, contentAnswer, contentNotes: storedNotes(contentNotes), savedAt, by, revisionId: id }
  return refuse('conflict', 'Another text was saved here meanwhile, from another window or by another author. Nothing was overwritten.', { present: { version: draftVersion, theirs } })
}
