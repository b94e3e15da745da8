import { z } from 'zod'
import { carryOutWithin, command } from '#lib/command.ts'
import { keepImage } from '#lib/media/keep-image.ts'
import { done } from '#lib/refusal.ts'

/** All files of a picture from the old blog are written: it is an image of ours, and known as that file from then on, so that no later run takes it again. */
export const keepPicture = command({
  name: 'keep-picture',
  input: z.strictObject({ address: z.string().min(1), name: z.string() }),
  least: 'operator',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, viewer, input: { address, name }, now }) {
    const kept = await carryOutWithin(tx, keepImage, viewer, { name }, now)
    if (!kept.ok) return kept
    const became = { media: name, trouble: '', triedAt: now }
    await tx.importPicture.upsert({ where: { address }, create: { address, ...became }, update: became, select: { address: true } })
    return done(null, { type: 'media', id: name })
  },
})
