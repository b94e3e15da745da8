import { cache } from 'react'
import { prisma } from './database'

/** An essay with its authors and tags. */
export const readPost = cache((slug: string) =>
  prisma.post.findFirst({
    where: { slug, state: 'published' },
    include: {
      publishedRevision: true,
      authorships: { include: { person: true }, orderBy: { position: 'asc' } },
      tags: { include: { tag: true }, orderBy: { position: 'asc' } },
    },
  }))
