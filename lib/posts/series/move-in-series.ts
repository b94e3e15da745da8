import { z } from 'zod'
import { command } from '#lib/command.ts'
import { loadSeries, permitSeries } from '#lib/posts/series/load-series.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Moves an essay one place up or down in its series; at the end of the row it stays where it is. */
export const moveInSeries = command({
  name: 'move-in-series',
  input: z.strictObject({ seriesId: z.uuid(), postId: z.uuid(), direction: z.enum(['up', 'down'], { error: 'Up or down.' }) }),
  least: 'author',
  load: (tx, { seriesId }) => loadSeries(tx, seriesId),
  permit: (viewer, series) => permitSeries(viewer, series),
  async perform({ tx, input: { postId, direction }, subject: series }) {
    const from = series.parts.findIndex((part) => part.postId === postId)
    if (from === -1) return refuse('not-found', 'It does not stand in this series.')
    const to = Math.min(series.parts.length - 1, Math.max(0, from + (direction === 'up' ? -1 : 1)))
    const order = series.parts.map((part) => part.postId)
    order.splice(to, 0, ...order.splice(from, 1))
    for (const [index, id] of order.entries()) {
      await tx.seriesPost.updateMany({ where: { postId: id, position: { not: index + 1 } }, data: { position: index + 1 } })
    }
    return done({ part: to + 1 }, { type: 'series', id: series.id })
  },
})
