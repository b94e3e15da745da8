import { setTimeout as sleep } from 'node:timers/promises'
import { Prisma } from '#database'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { renderInWorker } from '#lib/rendering/render-in-worker.ts'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'
import { operator } from '#lib/viewer.ts'
import { renewText } from './renew-text.ts'

type Stale = { id: string; source: string; format: 'markdown' | 'html'; imported: boolean }

/** Texts read at once. */
const atATime = 50

/** In milliseconds, between two texts: readers and authors come first. */
export const pause = 20

/** What readers see first, then what is being written, then the history. */
const rounds = [Prisma.sql`r.id = p.published_revision_id`, Prisma.sql`r.id = p.draft_revision_id`, Prisma.sql`true`]

/** Before every id there is. */
const first = '00000000-0000-0000-0000-000000000000'

/**
 * Makes every saved text of an essay anew that an older renderer made, in the order of their ids, so that a text that stays stale is met once. A text that the
 * renderer refuses keeps the look that it has.
 * @param ends whether to stop before all is done
 * @returns how many were made anew, and how many kept their look
 */
export async function renewTexts(ends: () => boolean = () => false): Promise<{ renewed: number; kept: number }> {
  const kept = new Set<string>()
  let renewed = 0
  for (const round of rounds) {
    for (let stale = await readStale(round, first); stale.length > 0; stale = await readStale(round, stale.at(-1)?.id ?? first)) {
      for (const each of stale.filter(({ id }) => !kept.has(id))) {
        if (ends()) return { renewed, kept: kept.size }
        if (await renewOne(each)) renewed++
        else kept.add(each.id)
        await sleep(pause)
      }
    }
  }
  return { renewed, kept: kept.size }
}

async function readStale(round: Prisma.Sql, after: string): Promise<Stale[]> {
  return reader().$queryRaw<Stale[]>(Prisma.sql`
    SELECT r.id, r.source, r.format::text AS format, p.import_key IS NOT NULL AS imported
    FROM post_revision r JOIN post p ON p.id = r.post_id
    WHERE r.renderer_version < ${RENDERER_VERSION} AND ${round} AND r.id > ${after}::uuid
    ORDER BY r.id LIMIT ${atATime}`)
}

/**
 * Makes the look of one text that was kept before a renderer came to it in time. One that needs longer than anybody waits for keeps the look that
 * it has; that it was too slow once more is an error, so that it is tried again later.
 */
export async function renderDraft(revisionId: string): Promise<void> {
  const [stale] = await readStale(Prisma.sql`r.id = ${revisionId}::uuid`, first)
  if (stale && !(await renewOne(stale))) throw new Error('A draft could not be rendered')
}

async function renewOne({ id, source, format, imported }: Stale): Promise<boolean> {
  const result = await renderInWorker({ format, source, profile: 'essay', options: imported ? { remoteImages: true } : {} })
  if (!result.ok) return false
  const outcome = await runCommand(renewText, operator, { revisionId: id, source, ...result.rendering })
  return outcome.ok
}
