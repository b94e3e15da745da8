import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { imposeMeasure, measureKinds, paceField, reasonField, untilField } from '#lib/people/impose-measure.ts'
import { permitOver } from '#lib/people/permit-over.ts'
import { takeTurnOf } from '#lib/people/take-turn.ts'

/**
 * Does something about a person: a note for the team, everything of theirs read before it appears, one text in so many seconds,
 * reading without writing, or the door. It holds from their next request on, and they are told why.
 */
export const takeMeasure = command({
  name: 'take-measure',
  input: z.strictObject({
    handle: z.string(),
    kind: z.enum(measureKinds, 'Please choose what to do.'),
    reason: reasonField,
    until: untilField,
    everySeconds: paceField,
  }),
  least: 'moderator',
  async load(tx, { handle }) {
    await takeTurnOf(tx, handle)
    return lockNamedPerson(tx, handle)
  },
  permit: (viewer, subject) => permitOver(viewer, subject),
  async perform({ tx, viewer, input: { handle: _, ...measure }, subject, now }) {
    const imposed = await imposeMeasure(tx, { viewer, personId: subject.id, measure, now })
    return imposed.ok ? { ...imposed, about: { type: 'person', id: subject.id } } : imposed
  },
})
