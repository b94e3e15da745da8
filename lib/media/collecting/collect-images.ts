import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'

/** Days that an image stays after the last text has let go of it, or after it came and none took it up. */
export const graceDays = 30

/** Minutes in which all files of an image are written; one that is not whole by then never will be. */
const arrivingMinutes = 60

/** Images in one transaction. */
const atATime = 50

/**
 * Picks images that nothing uses, and lets go of them: from this moment they are shown to nobody, and their files may be deleted. A
 * text that takes one up in this very moment comes before or after: the row is locked by both.
 * @returns the names of images that are to be deleted, those included at which somebody was interrupted before
 */
export const collectImages = command({
  name: 'collect-images',
  input: z.strictObject({}),
  least: 'operator',
  unrecorded: true,
  async load(tx, _, now) {
    const [unused, broken] = [new Date(now.getTime() - graceDays * 86_400_000), new Date(now.getTime() - arrivingMinutes * 60_000)]
    return tx.$queryRaw<{ name: string }[]>`
      SELECT m.name FROM media m
      WHERE m.gone_at IS NULL AND NOT EXISTS (SELECT FROM media_use u WHERE u.name = m.name)
        AND (greatest(m.uploaded_at, m.released_at) < ${unused} OR (m.kept_at IS NULL AND m.uploaded_at < ${broken}))
      ORDER BY m.name LIMIT ${atATime} FOR UPDATE OF m SKIP LOCKED`
  },
  permit: () => null,
  async perform({ tx, subject, now }) {
    const names = subject.map(({ name }) => name)
    // Asked again, now that nobody else can take one of them up.
    await tx.media.updateMany({ where: { name: { in: names }, goneAt: null, uses: { none: {} } }, data: { goneAt: now } })
    const gone = await tx.media.findMany({ where: { goneAt: { not: null } }, orderBy: { name: 'asc' }, take: atATime, select: { name: true } })
    return done(gone.map(({ name }) => name))
  },
})
