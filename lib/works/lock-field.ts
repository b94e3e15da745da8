import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import { fieldNames, fields } from '#lib/works/facts/fields.ts'
import { lockWork } from '#lib/works/lock-work.ts'
import { readPresentFacts, saveRevision } from '#lib/works/save-revision.ts'

/** A moderator says that a field of a work is not to be changed for now, and why, or that it can be changed again. */
export const lockField = command({
  name: 'lock-field',
  input: z.strictObject({
    workId: z.uuid(),
    field: z.enum(fieldNames),
    /** Everybody reads it. Empty: it can be changed again. */
    why: z.string().trim().max(300, { error: 'This can hold 300 characters.' }).default(''),
  }),
  least: 'moderator',
  async load(tx, { workId }) {
    const known = await tx.work.findUnique({ where: { id: workId }, select: { id: true } })
    const work = known && (await lockWork(tx, workId))
    return work?.currentRevisionId ? work : refuse('not-found', 'There is no such work here any more.')
  },
  permit: () => null,
  async perform({ tx, viewer, input: { field, why }, subject: work, now }) {
    const document = await readPresentFacts(tx, work)
    if ((document.locks[field] ?? '') === why) return refuseField('why', why ? 'It is locked for this reason already.' : 'Please say why.')
    const { [field]: _, ...others } = document.locks
    const locks = why ? { ...others, [field]: why } : others
    const note = why ? `${fields[field].label} cannot be changed for now. ${why}` : `${fields[field].label} can be changed again.`
    await saveRevision(tx, { workId: work.id, document: { ...document, locks }, changes: [], reason: 'lock', byId: viewer.id, note, now })
    return done({ slug: work.slug }, { type: 'work', id: work.id })
  },
})
