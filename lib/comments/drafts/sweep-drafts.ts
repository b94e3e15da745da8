import { z } from 'zod'
import { command } from '#lib/command.ts'
import { draftDays } from '#lib/comments/drafts/draft-text.ts'
import { done } from '#lib/refusal.ts'

/** Takes away what nobody came back for: texts at the door after their hour, drafts half a year after their last change. */
export const sweepDrafts = command({
  name: 'sweep-drafts',
  input: z.strictObject({}),
  least: 'operator',
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, now }) {
    const carried = await tx.carriedText.deleteMany({ where: { expiresAt: { lte: now } } })
    const drafts = await tx.replyDraft.deleteMany({ where: { savedAt: { lt: new Date(now.getTime() - draftDays * 86_400_000) } } })
    return done({ carried: carried.count, drafts: drafts.count })
  },
})
