import { carryReply } from '#app/_web/carried.ts'
import type { Sent } from '#app/_web/action.ts'
import type { Fields } from '#app/_web/form-fields.ts'
import { signInLink } from '#components/comments/thread-links.ts'
import { runCommand } from '#lib/command.ts'
import { keepDraft } from '#lib/comments/drafts/keep-draft.ts'
import type { KeptDraft } from '#lib/comments/drafts/keep-draft.ts'
import { sortDraft } from '#lib/comments/drafts/sort-draft.ts'
import { keyOfWords } from '#lib/comments/send-reply.ts'
import type { WaitingReply } from '#lib/comments/post-reply.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { takeLimit } from '#lib/limits.ts'
import { receiveReply } from '#lib/moderation/rules/receive-reply.ts'
import { returnTarget } from '#lib/people/return-target.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** What became of a form in which a reply is written. */
export type Taken = { kind: 'sent'; reply: WaitingReply } | ({ kind: 'kept' } & KeptDraft) | { kind: 'sorted' } | { kind: 'door'; address: string }

const formFields = ['slug', 'parentId', 'body', 'here', 'door', 'intent', 'idempotencyKey', 'draftVersion', 'draftId']

/** Takes what the form of a reply sends: by its button the reply itself, or only what has been written so far. */
export async function takeReply({ viewer, fields }: Sent): Promise<Outcome<Taken>> {
  if (Object.keys(fields).some((name) => !formFields.includes(name))) return refuse('invalid', 'This form has a field that is not ours. Please load the page again; your text is still here.')
  if (!isSignedIn(viewer)) return goToDoor(fields)
  if (fields.intent === 'keep') return keep(viewer, fields)
  if (fields.intent === 'exchange' || fields.intent === 'drop-aside') return sort(viewer, fields, fields.intent)
  const { slug, parentId, body, draftVersion } = fields
  const sent = { slug, parentId, body, draftVersion, idempotencyKey: keyOfWords(fields) }
  const outcome = await receiveReply(viewer, sent, requestContext()?.address ?? '')
  return outcome.ok ? done({ kind: 'sent', reply: outcome.value }) : outcome
}

/** Nobody is signed in, as the form knew, or not any more. The text is kept, and says so, whether one goes on at once or not. */
async function goToDoor({ slug = '', parentId = '', body = '', here = '', door }: Fields): Promise<Outcome<Taken>> {
  const address = signInLink(returnTarget(here))
  const carried = await carryReply({ slug, parentId, body })
  if (door) return carried.ok ? done({ kind: 'door', address }) : carried
  const message = carried.ok
    ? 'You are signed out, so this was not sent. Your text is kept: sign in, and it stands here again.'
    : 'You are signed out, so this was not sent. Your text is still here: please sign in in another tab, come back to this one, and send it again.'
  return refuse('signed-out', message, { present: { signIn: address } })
}

async function keep(viewer: SignedIn, { slug, parentId = '', body, draftVersion = '0', idempotencyKey = '' }: Fields): Promise<Outcome<{ kind: 'kept' } & KeptDraft>> {
  const tooMany = await takeLimit('draft', viewer.id)
  if (tooMany) return tooMany
  const kept = await runCommand(keepDraft, viewer, { slug, parentId, body, draftVersion, idempotencyKey })
  return kept.ok ? done({ kind: 'kept', ...kept.value }) : kept
}

/** What was typed since is kept first, so that choosing between two texts loses no word of either. */
async function sort(viewer: SignedIn, fields: Fields, act: 'exchange' | 'drop-aside'): Promise<Outcome<Taken>> {
  const kept = await keep(viewer, fields)
  if (!kept.ok) return kept
  const sorted = await runCommand(sortDraft, viewer, { draftId: fields.draftId, act, version: kept.value.version })
  return sorted.ok ? done({ kind: 'sorted' }) : sorted
}
