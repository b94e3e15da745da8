import { z } from 'zod'
import { command } from '#lib/command.ts'
import { suggestSlug } from '#lib/posts/choose-slug.ts'
import { lineOfText } from '#lib/posts/essay-text.ts'
import { seriesDescription } from '#lib/posts/series/series-description.ts'
import { done, refuseField } from '#lib/refusal.ts'

/** An author begins a series. Nobody else sees it before one of its essays is published. */
export const createSeries = command({
  name: 'create-series',
  input: z.strictObject({
    title: lineOfText(200, 'Please give it a title.').refine((title) => title !== '', { error: 'Please give it a title.' }),
    description: seriesDescription,
  }),
  least: 'author',
  async load(tx, { title }) {
    const slug = suggestSlug(title)
    // Of two who begin one at once, the second sees the first.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`afterword.series.${slug}`}, 0))::text`
    const taken = await tx.series.findUnique({ where: { slug }, select: { id: true } })
    return taken ? refuseField('title', 'There is a series of that title.') : { slug }
  },
  permit: () => null,
  async perform({ tx, viewer, input: { title, description }, subject: { slug }, now }) {
    const { source, html } = description
    const series = await tx.series.create({
      data: { slug, title, description: source, descriptionHtml: html, madeById: viewer.id, createdAt: now },
      select: { id: true, slug: true },
    })
    return done(series, { type: 'series', id: series.id })
  },
})
