import { Prisma } from '#database'

/**
 * What is selected of a post for {@link knownOf}: the texts that readers saw last. At most one text is to appear later; which one its row points to by then is nothing that
 * anybody knows who once wrote under it.
 */
export const knownShape = {
  slug: true,
  publications: { orderBy: { fromAt: 'desc' }, take: 2, select: { fromAt: true, untilAt: true, revision: { select: { title: true } } } },
} satisfies Prisma.PostSelect

type Known = Prisma.PostGetPayload<{ select: typeof knownShape }>

/** An essay as those know it who took part in its conversation: what it was called when they could read it last, and its address while they can. */
export type KnownEssay = { title: string; slug: string | null }

/** Of what nobody could ever read. */
export const unknownTitle = 'an essay that is not here any more'

/** How an essay is called to those who once could read it, and maybe cannot any more. @param now the time of the database: a clock that is ahead would tell of a text that is still to appear */
export function knownOf({ slug, publications }: Known, now: Date): KnownEssay {
  const last = publications.find(({ fromAt }) => fromAt <= now)
  return { title: last?.revision.title ?? unknownTitle, slug: last && last.untilAt === null ? slug : null }
}
