import { z } from 'zod'
import { command } from '#lib/command.ts'
import { draftPlace, draftsPerPerson, draftText } from '#lib/comments/drafts/draft-text.ts'
import { findPlace } from '#lib/comments/drafts/find-place.ts'
import type { Place } from '#lib/comments/drafts/find-place.ts'
import type { Transaction } from '#lib/database.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** What is kept now. Version 0: nothing is. */
export type KeptDraft = { version: number; savedAt: Date | null }

export const keepDraftInput = draftPlace.extend({
  body: draftText,
  /** Of the draft that the writer has before them; 0 when there was none. */
  draftVersion: z.coerce.number().int().min(0).max(1e9).default(0),
  /** The key of the form, so that a saving that comes after the sending keeps nothing. */
  idempotencyKey: z.string().max(200).default(''),
})

type Input = z.output<typeof keepDraftInput>

/** Keeps what somebody has begun to write, for any device of theirs. A draft that they have not seen is never overwritten. */
export const keepDraft = command({
  name: 'keep-draft',
  input: keepDraftInput,
  least: 'reader',
  unrecorded: true,
  load: async (tx: Transaction, input: Input) => ({ place: await findPlace(tx, input) }),
  permit: () => null,
  async perform({ tx, viewer, input, subject: { place }, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    await takeTurn(tx, personId)
    const answers = isPlace(place) ? place.answers : input.parentId
    const kept = answers ? await tx.replyDraft.findUnique({ where: { personId_answers: { personId, answers } } }) : null
    // A comment that is gone keeps the drafts that it has, and gets no new ones.
    if (!kept && !isPlace(place)) return place
    if (kept && isOther(kept, input)) return otherText(kept)
    if (input.body === '' || (await wasSent(tx, personId, input.idempotencyKey))) {
      if (kept && !kept.asideAt) await tx.replyDraft.deleteMany({ where: { id: kept.id } })
      return done<KeptDraft>({ version: 0, savedAt: null })
    }
    const version = Math.max(kept?.version ?? 0, input.draftVersion) + 1
    if (kept) {
      await tx.replyDraft.update({ where: { id: kept.id }, data: { body: input.body, version, savedAt: now, form: input.idempotencyKey }, select: { id: true } })
      return done<KeptDraft>({ version, savedAt: now })
    }
    if (!isPlace(place)) return place
    if ((await tx.replyDraft.count({ where: { personId } })) >= draftsPerPerson) return tooMany
    await tx.replyDraft.create({ data: { ...place, personId, body: input.body, version, savedAt: now, form: input.idempotencyKey }, select: { id: true } })
    return done<KeptDraft>({ version, savedAt: now })
  },
})

function isPlace(place: Place | Refusal): place is Place {
  return 'answers' in place
}

/** Neither what the writer has before them, nor what this very form saved when the answer was lost, nor the same words. */
function isOther(kept: { version: number; body: string; form: string }, { draftVersion, body, idempotencyKey }: Input): boolean {
  return kept.version !== draftVersion && kept.body !== body && (idempotencyKey === '' || kept.form !== idempotencyKey)
}

/** A form that was sent has done its work; what arrives from it afterwards is late. */
async function wasSent(tx: Transaction, personId: string, key: string): Promise<boolean> {
  if (!key) return false
  const sent = await tx.comment.findFirst({ where: { authorId: personId, idempotencyKey: { startsWith: `${key}:` } }, select: { id: true } })
  return sent !== null
}

function otherText({ body, version, savedAt }: { body: string; version: number; savedAt: Date }): Refusal {
  return refuse('conflict', 'Another text for this place was kept meanwhile, from another window or device. Nothing was overwritten: both are here.', {
    present: { other: body, version, savedAt: savedAt.toISOString() },
  })
}

const tooMany = refuse('conflict', `You have ${draftsPerPerson} drafts already, so this one was not kept. It is still here; please send some of the others, or throw them away in your list of comments.`)
