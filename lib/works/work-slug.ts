import type { Transaction } from '#lib/database.ts'
import { slugFrom } from '#lib/slug-from.ts'
import { listOf, oneOf } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'

/** Addresses below /works that are something else. */
const reserved = ['find', 'propose', 'new']

/**
 * A free address for a new work: its title, then with its year, then with numbers. One that a work ever had is never given to another.
 */
export async function chooseWorkSlug(tx: Transaction, document: Document): Promise<string> {
  const title = slugFrom(oneOf(document, 'title') ?? '', 'work')
  const year = listOf(document, 'releases')[0]?.value.date.slice(0, 4)
  const wanted = [title, ...(year ? [`${title}-${year}`] : [])]
  for (let count = 0; ; count++) {
    const slug = wanted[count] ?? `${wanted.at(-1)}-${count - wanted.length + 2}`
    const taken = reserved.includes(slug) || (await tx.workAddress.findUnique({ where: { slug }, select: { slug: true } }))
    if (!taken) return slug
  }
}
