import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'
import { lockImport } from './import-authors.ts'

const term = z.object({ slug: z.string().min(1), name: z.string(), kind: z.enum(['tag', 'category']), description: z.string(), parentSlug: z.string() })

/** As many as one transaction writes well within its time, on a slow and busy machine too. */
export const termBatch = 100

/** Adds the tags and categories that are not here yet, below parents that came before them. Those that are keep their names and places. */
export const importTerms = command({
  name: 'import-terms',
  input: z.strictObject({ siteKey: z.string().min(1), terms: z.array(term).max(termBatch) }),
  least: 'operator',
  load: (tx, { siteKey }) => lockImport(tx, siteKey),
  permit: () => null,
  async perform({ tx, input: { terms } }) {
    const data = terms.map(({ slug, name, kind, description }) => ({ slug, name, kind, description }))
    const added = await tx.tag.createManyAndReturn({ data, skipDuplicates: true, select: { id: true, slug: true } })
    const parentSlugs = new Map(terms.map(({ slug, parentSlug }) => [slug, parentSlug]))
    const parents = await tx.tag.findMany({ where: { slug: { in: [...new Set(parentSlugs.values())] } }, select: { id: true, slug: true } })
    for (const { id, slug } of added) {
      const parent = parents.find((each) => each.slug === parentSlugs.get(slug) && each.id !== id)
      if (parent) await tx.tag.update({ where: { id }, data: { parentId: parent.id }, select: { id: true } })
    }
    return done({ added: added.length })
  },
})
