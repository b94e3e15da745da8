import { z } from 'zod'
import { command } from '#lib/command.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { loadSeries, permitSeries } from '#lib/posts/series/load-series.ts'
import { done, refuse } from '#lib/refusal.ts'

/** An author puts an own essay at the end of an own series. An essay stands in one series at most. */
export const addToSeries = command({
  name: 'add-to-series',
  input: z.strictObject({ seriesId: z.uuid(), postId: z.uuid() }),
  least: 'author',
  async load(tx, { seriesId, postId }) {
    const series = await loadSeries(tx, seriesId)
    if ('ok' in series) return series
    // A draft that is deleted in this moment stands in no series any more.
    await tx.$queryRaw`SELECT FROM post WHERE id = ${postId}::uuid FOR NO KEY UPDATE`
    const post = await tx.post.findUnique({
      where: { id: postId, deletedDraft: null },
      select: { id: true, kind: true, authorships: { select: { personId: true } }, seriesPart: { select: { seriesId: true } } },
    })
    return post ? { series, post } : noSuchEssay
  },
  permit: (viewer, { series, post }) => permitSeries(viewer, series) ?? permitAuthor(viewer, post),
  async perform({ tx, subject: { series, post } }) {
    if (post.kind !== 'essay') return refuse('conflict', 'Only essays stand in a series.')
    if (post.seriesPart) return refuse('conflict', post.seriesPart.seriesId === series.id ? 'It stands in this series already.' : 'It stands in another series. Take it out there first.')
    const position = (series.parts.at(-1)?.position ?? 0) + 1
    await tx.seriesPost.create({ data: { seriesId: series.id, postId: post.id, position }, select: { postId: true } })
    return done({ part: series.parts.length + 1 }, { type: 'series', id: series.id })
  },
})
