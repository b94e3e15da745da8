import { z } from 'zod'
import { command } from '#lib/command.ts'
import { prepareText } from '#lib/rendering/prepare-text.ts'
import { textOfAtMost } from '#lib/rendering/text-of-at-most.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'

/** In code points. Longer ones are not read. */
const longest = 20_000

/** An administrator changes how the conversation is kept. The text that was there before is kept as a version. */
export const changeGuidelines = command({
  name: 'change-guidelines',
  input: z.strictObject({
    body: textOfAtMost(longest).transform(async (raw, context) => {
      const prepared = await prepareText(raw, 'essay', context)
      return prepared ? { source: prepared.source, html: prepared.rendering.html } : z.NEVER
    }),
    /** The version that the change was made to; empty for the program's own text. */
    basedOn: z.union([z.uuid(), z.literal('')]),
  }),
  least: 'administrator',
  async load(tx) {
    // One change at a time: whoever comes second sees what the first one saved.
    await tx.$queryRaw`SELECT FROM pg_advisory_xact_lock(hashtext('afterword.house'))`
    return { newest: await tx.houseText.findFirst({ where: { page: 'guidelines' }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: { id: true, source: true } }) }
  },
  permit: () => null,
  async perform({ tx, viewer, input: { body, basedOn }, subject: { newest }, now }) {
    if ((newest?.id ?? '') !== basedOn) {
      return refuse('conflict', 'Somebody else changed the guidelines meanwhile. Your text is still here; the newest version is in the list below. Sending again puts yours in its place.', { present: { basedOn: newest?.id ?? '' } })
    }
    if (newest?.source === body.source) return refuseField('body', 'This is the text that is there already.')
    const version = await tx.houseText.create({
      data: { page: 'guidelines', ...body, editorId: viewer.id, createdAt: now },
      select: { id: true },
    })
    return done(version, { type: 'house-text', id: version.id })
  },
})
