import { z } from 'zod'
import { command } from '#lib/command.ts'
import { draftPlace, draftText } from '#lib/comments/drafts/draft-text.ts'
import { findPlace } from '#lib/comments/drafts/find-place.ts'
import { sealText } from '#lib/comments/drafts/seal-text.ts'
import { digestOf } from '#lib/people/make-secret.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'

/** How long the text of somebody at the door is kept: a mail may take a while, and a password may have to be looked for. */
export const carryMinutes = 60

/** Texts of one browser: nobody writes at more places at once and signs in afterwards. */
const carriedPerBrowser = 5

/** Texts of all strangers together, some 80 MB at the very most. A flood fills this and nothing else; see `refuse` below. */
const carriedAtOnce = 1_000

/**
 * Keeps what somebody wrote who is not signed in while they go through the door: sealed, for an hour, in the hands of the browser
 * that has the secret. It is nobody's draft and is sent to nobody.
 */
export const carryText = command({
  name: 'carry-text',
  input: draftPlace.extend({ body: draftText, secret: z.string().min(40).max(100) }).strict(),
  least: 'anonymous',
  unrecorded: true,
  load: (tx, { slug, parentId }) => findPlace(tx, { slug, parentId }),
  permit: () => null,
  async perform({ tx, input: { body, secret }, subject: place, now }) {
    if (body === '') return refuseField('body', 'There is nothing to read here yet. Please write something.')
    const holder = digestOf(secret)
    await tx.carriedText.deleteMany({ where: { OR: [{ expiresAt: { lte: now } }, { holder, answers: place.answers }] } })
    const [own, all] = [await tx.carriedText.count({ where: { holder } }), await tx.carriedText.count()]
    if (own >= carriedPerBrowser || all >= carriedAtOnce) return refuse('too-many', full, { retryAfterSeconds: 600 })
    const expiresAt = new Date(now.getTime() + carryMinutes * 60_000)
    await tx.carriedText.create({ data: { holder, ...place, sealed: sealText(body, secret, place.answers), at: now, expiresAt }, select: { id: true } })
    return done(null)
  },
})

const full = 'We cannot keep your text while you sign in just now, because many are kept already. It is still here: please sign in in another tab, come back to this one, and send it.'
