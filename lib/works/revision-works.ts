import { z } from 'zod'
import type { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { done, refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { mostWorks, workRoles } from '#lib/works/works-form.ts'
import type { WorkRole } from '#lib/works/works-form.ts'

const decimal = z
  .union([z.literal(''), z.string().trim().regex(/^\d{1,3}([.,]\d{1,2})?$/, { error: 'A rating is a number, such as 4 or 3.5.' })])
  .default('')
  .transform((text) => (text === '' ? null : Number(text.replace(',', '.'))))

const one = z
  .strictObject({
    /** The address of its page, the last part of it, or its title. */
    work: z.string().trim().min(1, { error: 'Please name the work.' }).max(300, { error: 'This is no work here.' }),
    role: z.enum(workRoles).default('about'),
    rating: decimal,
    /** The best that a rating can be. */
    scale: decimal,
  })
  .superRefine(({ rating, scale }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (rating === null && scale === null) return
    if (rating === null) return issue('rating', 'Please give the rating, or leave out of how many it is.')
    if (scale === null) return issue('scale', 'Please say out of how many: 4 of 5.')
    if (!Number.isInteger(scale) || scale < 2 || scale > 100) return issue('scale', 'This is a whole number from 2 to 100.')
    if (rating > scale) issue('rating', 'This is more than the best that there is.')
  })

/** The works that a text is about, in their order. */
export const revisionWorks = z.array(one).max(mostWorks, { error: `An essay can name ${mostWorks} works.` })
export type RevisionWorks = z.output<typeof revisionWorks>

/** A work that a text is about, as it is stored with the text. Its place is its place in the list. */
export type SettledWork = { workId: string; role: WorkRole; rating: number | null; scale: number | null }

/**
 * Finds the works that a text names.
 * @returns what is stored with the text, else the refusal that names the row
 */
export async function settleWorks(tx: Transaction, works: RevisionWorks): Promise<Outcome<SettledWork[]>> {
  const found: SettledWork[] = []
  for (const [row, { work, role, rating, scale }] of works.entries()) {
    const workId = await findWork(tx, work)
    if (!workId) return refuseField(`works.${row}.work`, `There is no page about “${work}” here yet. It can be suggested under Works.`)
    if (found.some((each) => each.workId === workId)) return refuseField(`works.${row}.work`, 'This work is named twice.')
    found.push({ workId, role, rating, scale })
  }
  return done(found)
}

/** Says what a text that was just saved is about. As immutable as the text, so it is called once, in the transaction that saves it. */
export async function writeRevisionWorks(tx: Transaction, revisionId: string, works: readonly SettledWork[]): Promise<void> {
  await tx.revisionWork.createMany({ data: works.map((work, position) => ({ ...work, postRevisionId: revisionId, position })) })
}

/** A published work by its address, or by a title that only one has, with its year where several have it: `Solaris (1972)`. */
async function findWork(tx: Transaction, wanted: string): Promise<string | null> {
  const slug = /(?:^|\/works\/)([^/?#\s]+)\/?$/.exec(wanted)?.[1]
  const addressed = slug ? await tx.publishedWorkAddress.findUnique({ where: { slug: decoded(slug) }, select: { workId: true } }) : null
  if (addressed) return addressed.workId
  const [, title = '', year = ''] = /^(.+) \((\d{4})\)$/.exec(wanted) ?? []
  return (await findTitled(tx, { title: { equals: wanted, mode: 'insensitive' } })) ?? (title === '' ? null : findTitled(tx, { title: { equals: title, mode: 'insensitive' }, year: Number(year) }))
}

async function findTitled(tx: Transaction, where: Prisma.PublishedWorkWhereInput): Promise<string | null> {
  const titled = await tx.publishedWork.findMany({ where, select: { id: true }, take: 2 })
  return titled.length === 1 ? (titled[0]?.id ?? null) : null
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug).normalize('NFC')
  } catch {
    return slug
  }
}
