import { z } from 'zod'
import { command } from '#lib/command.ts'
import { allReasons } from '#lib/comments/reasons.ts'
import { carryOutVerdict } from '#lib/moderation/decisions/carry-out-verdict.ts'
import { loadSubject } from '#lib/moderation/decisions/load-subject.ts'
import { verdicts } from '#lib/moderation/kinds/kind.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { refuse } from '#lib/refusal.ts'
import { plainWords, wordsAsTheyStand } from '#lib/rendering/plain-words.ts'

/** No item gets further: versions are whole numbers of four bytes. */
export const latestVersion = 2_147_483_647

export const decideInput = z.strictObject({
  itemId: z.uuid().toLowerCase(),
  action: z.enum(verdicts, { error: 'Please choose what to do.' }),
  /** The version of the item that the moderator saw. */
  version: z.coerce.number({ error: 'A decision names the version it is about.' }).int().positive().max(latestVersion, { error: 'No item has such a version.' }),
  /** The text that the moderator saw. May be left out: each new text raises the version too. */
  revision: z.union([z.uuid(), z.literal('')]).default(''),
  reasonCode: z.union([z.enum(allReasons.map((reason) => reason.code)), z.literal('')], { error: 'Please choose a reason.' }).default(''),
  reasonNote: plainWords(2_000).default(''),
  /** For a return: the words of the text that should change. Empty: the text as a whole. */
  passage: wordsAsTheyStand(2_000).default(''),
})

/**
 * A moderator decides about an item. The decision names the version and the text it saw; what can be done and what that does is
 * said by the module of its kind.
 */
export const decide = command({
  name: 'decide',
  input: decideInput,
  least: 'moderator',
  load: (tx, { itemId }) => loadSubject(tx, itemId),
  permit: (viewer, subject) => kindModule(subject.item.kind).permit(viewer, subject),
  async perform({ tx, viewer, input, subject, now }) {
    if (!viewer.id) return refuse('signed-out', 'Decisions are made by people with an account.')
    return carryOutVerdict(tx, viewer.id, input, subject, now)
  },
})
