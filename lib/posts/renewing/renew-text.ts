import { z } from 'zod'
import { command } from '#lib/command.ts'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'
import { done } from '#lib/refusal.ts'

/** The look of a saved text, made anew from its source by a newer renderer. What was written meanwhile has a newer look already and stays. */
export const renewText = command({
  name: 'renew-text',
  input: z.strictObject({
    revisionId: z.uuid(),
    /** What the look was made of: a text that goes on in its row meanwhile is another one. */
    source: z.string(),
    html: z.string(),
    text: z.string(),
    headings: z.array(z.strictObject({ id: z.string(), text: z.string(), level: z.int() })),
    words: z.int(),
  }),
  least: 'operator',
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { revisionId, source, ...look } }) {
    const { count } = await tx.postRevision.updateMany({
      where: { id: revisionId, source, rendererVersion: { lt: RENDERER_VERSION } },
      data: { ...look, rendererVersion: RENDERER_VERSION },
    })
    return done({ count })
  },
})
