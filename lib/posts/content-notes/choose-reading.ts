import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuse } from '#lib/refusal.ts'
import { choosable } from './choosable.ts'

const way = z.enum(['show', 'fold', 'leave_out'], { error: 'Please choose one of the three.' })

/** Somebody chooses how texts of some topics come to them. Open to suspended people: they read. */
export const chooseReading = command({
  name: 'choose-reading',
  input: z.partialRecord(z.enum(choosable), way),
  least: 'anonymous',
  load: async () => null,
  permit: (viewer) => (viewer.id ? null : refuse('signed-out', 'Please sign in first.')),
  async perform({ tx, viewer, input }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    for (const topic of choosable) {
      const wanted = input[topic]
      if (wanted === 'show') await tx.readingChoice.deleteMany({ where: { personId, topic } })
      else if (wanted) await tx.readingChoice.upsert({ where: { personId_topic: { personId, topic } }, create: { personId, topic, way: wanted }, update: { way: wanted }, select: { topic: true } })
    }
    return done(null, { type: 'person', id: personId })
  },
})
