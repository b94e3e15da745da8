import { z } from 'zod'

const shape = z.object({ media: z.string(), alt: z.string().catch(''), caption: z.string().catch(''), credit: z.string().catch('') })

/** The picture above an essay and in previews of it. An empty `alt` says that it is decoration. */
export type Cover = z.output<typeof shape>

/** The cover of a stored revision; null for none. */
export function readCover(stored: unknown): Cover | null {
  return shape.safeParse(stored).data ?? null
}
