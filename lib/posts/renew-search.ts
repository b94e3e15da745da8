import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'

/** Essays in one transaction: a second at worst, where all of them are long. */
const atATime = 25

/**
 * Works out anew by which words some essays of an author are found, after the author was renamed. Asked again with `next` until that
 * is null; beginning again does no harm.
 */
export const renewSearch = command({
  name: 'renew-search',
  input: z.strictObject({ personId: z.uuid(), after: z.union([z.uuid(), z.literal('')]).default('') }),
  least: 'operator',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { personId, after } }) {
    const essays = await tx.authorship.findMany({
      where: { personId, ...(after && { postId: { gt: after } }) }, orderBy: { postId: 'asc' }, take: atATime, select: { postId: true },
    })
    const ids = essays.map(({ postId }) => postId)
    await tx.$queryRaw`SELECT count(post_search_refresh(id)::text)::int FROM unnest(${ids}::uuid[]) AS id`
    return done({ next: ids.length === atATime ? (ids.at(-1) ?? null) : null }, { type: 'person', id: personId })
  },
})
