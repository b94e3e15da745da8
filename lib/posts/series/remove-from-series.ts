import { z } from 'zod'
import { command } from '#lib/command.ts'
import { loadSeries, permitSeries } from '#lib/posts/series/load-series.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Takes an essay out of a series. The essay itself stays as it is. */
export const removeFromSeries = command({
  name: 'remove-from-series',
  input: z.strictObject({ seriesId: z.uuid(), postId: z.uuid() }),
  least: 'author',
  load: (tx, { seriesId }) => loadSeries(tx, seriesId),
  permit: (viewer, series) => permitSeries(viewer, series),
  async perform({ tx, input: { postId }, subject: series }) {
    const { count } = await tx.seriesPost.deleteMany({ where: { postId, seriesId: series.id } })
    if (count !== 1) return refuse('not-found', 'It does not stand in this series.')
    return done({ parts: series.parts.length - 1 }, { type: 'series', id: series.id })
  },
})
