import { z } from 'zod'

const heading = z.object({ id: z.string(), text: z.string(), level: z.number() })

/** A heading of an essay, as its contents name it. */
export type Heading = z.output<typeof heading>

/** The headings of a stored text; none where they are not what a renderer wrote. */
export function readHeadings(stored: unknown): Heading[] {
  return z.array(heading).catch([]).parse(stored)
}
