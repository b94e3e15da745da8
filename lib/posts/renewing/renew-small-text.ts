import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { done } from '#lib/refusal.ts'
import { smallKindNames } from './small-texts.ts'
import type { SmallKindName } from './small-texts.ts'

type Renewed = { id: string; source: string; html: string }

/** The look of a text beside the essays, made anew from its source by a newer renderer. One that says something else by now stays as it is. */
export const renewSmallText = command({
  name: 'renew-small-text',
  input: z.strictObject({ kind: z.enum(smallKindNames), id: z.uuid(), source: z.string(), html: z.string() }),
  least: 'operator',
  unrecorded: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { kind, ...renewed } }) {
    const { count } = await writers[kind](tx, renewed)
    return done({ count })
  },
})

const writers: Record<SmallKindName, (tx: Transaction, renewed: Renewed) => Promise<{ count: number }>> = {
  update_note: (tx, { id, source, html }) => tx.updateNote.updateMany({ where: { id, body: source }, data: { html } }),
  series: (tx, { id, source, html }) => tx.series.updateMany({ where: { id, description: source }, data: { descriptionHtml: html } }),
  house_text: (tx, { id, source, html }) => tx.houseText.updateMany({ where: { id, source }, data: { html } }),
  post: (tx, { id, source, html }) => tx.post.updateMany({ where: { id, commentGuidelines: source }, data: { commentGuidelinesHtml: html } }),
  person: (tx, { id, source, html }) => tx.person.updateMany({ where: { id, biography: source }, data: { biographyHtml: html } }),
}
