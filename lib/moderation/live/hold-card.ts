import { z } from 'zod'
import { Prisma } from '#database'
import { ask } from '#lib/ask.ts'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { shapeSubject } from '#lib/moderation/decisions/load-subject.ts'
import { itemRows } from '#lib/moderation/decisions/item-rows.ts'
import type { Subject } from '#lib/moderation/kinds/kind.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { presenceLasts } from '#lib/moderation/live/presence-times.ts'
import { readHolder } from '#lib/moderation/live/read-presence.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** The name that a tab of the desk gives itself. */
export const tabName = z.string().regex(/^[\w-]{8,64}$/, { error: 'A tab names itself by letters and digits.' })

export const holdCardInput = z.strictObject({ tab: tabName, itemId: z.uuid() })

/**
 * A tab of the desk says which card is being read in it, and again every quarter of a minute. The others see it; nobody is kept
 * from deciding. Whoever may not judge it does not take the card from those who may. Takes away what has run out, so that nothing
 * else needs to.
 */
export const holdCard = command({
  name: 'hold-card',
  input: holdCardInput,
  least: 'moderator',
  unrecorded: true,
  load: (tx, { itemId }) => readCard(tx, itemId),
  permit: () => null,
  async perform({ tx, viewer, input, subject, now }) {
    if (!viewer.id) return refuse('signed-out', 'Cards are read by people with an account.')
    await sweep(tx, now)
    if (mayNotJudge(viewer, subject)) {
      await tx.presence.deleteMany({ where: { personId: viewer.id, tab: input.tab } })
      return done({ holder: await readHolder(tx, input.itemId, now) })
    }
    const holder = (await saySame(tx, viewer.id, input, now)) ? await readHolder(tx, input.itemId, now) : null
    if (holder) return done({ holder })
    // New here, or let go for somebody who has left.
    await sitDown(tx, viewer.id, input, now)
    return done({ holder: await readHolder(tx, input.itemId, now) })
  },
})

type Seat = z.output<typeof holdCardInput>

/** What is on a card. Nothing is locked: somebody only reads it. */
export async function readCard(tx: Transaction, itemId: string): Promise<Subject | Refusal> {
  const [row] = await ask(itemRows(Prisma.sql`i.id = ${itemId}::uuid`), tx)
  return (row && shapeSubject(row)) ?? refuse('not-found', 'There is no such item in the queue.')
}

/** Why somebody else has to decide about what is on a card; null when this moderator may. */
export function mayNotJudge(viewer: Viewer, subject: Subject): Refusal | null {
  return kindModule(subject.item.kind).permit(viewer, subject)
}

/** Still there: only the end moves, which nobody needs to be told. */
async function saySame(tx: Transaction, personId: string, { tab, itemId }: Seat, now: Date): Promise<boolean> {
  const { count } = await tx.presence.updateMany({
    where: { personId, tab, reviewItemId: itemId, expiresAt: { gt: now } },
    data: { expiresAt: endOf(now) },
  })
  return count === 1
}

/** @returns once this tab reads this card, from now on, and no other */
export async function sitDown(tx: Transaction, personId: string, { tab, itemId }: Seat, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO presence (tab, person_id, review_item_id, since, expires_at, yielded)
    VALUES (${tab}, ${personId}::uuid, ${itemId}::uuid, ${now}::timestamptz, ${endOf(now)}::timestamptz, false)
    ON CONFLICT (person_id, tab) DO UPDATE
      SET review_item_id = EXCLUDED.review_item_id, since = EXCLUDED.since, expires_at = EXCLUDED.expires_at, yielded = false`
}

function endOf(now: Date): Date {
  return new Date(now.getTime() + presenceLasts * 1000)
}

/** Rows that another transaction is at are left to the next sweep. */
async function sweep(tx: Transaction, now: Date): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM presence p USING (
      SELECT person_id, tab FROM presence WHERE expires_at <= ${now}::timestamptz FOR UPDATE SKIP LOCKED LIMIT 100
    ) gone WHERE p.person_id = gone.person_id AND p.tab = gone.tab`
}
