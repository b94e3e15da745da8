import { reader } from '#lib/database.ts'
import { mediaUrlOf, readMediaUrl } from '#lib/media-name.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** Images read at once. */
const atOnce = 500

/** Every image that somebody uploaded and that is still there: its address, its size in pixels, when it came, and what they said of it. */
export async function* readMyImages({ id: personId }: SignedIn): AsyncIterable<object> {
  for (let after = ''; ; ) {
    const rows = await reader().media.findMany({
      where: { personId, goneAt: null, keptAt: { not: null }, ...(after !== '' && { name: { gt: after } }) }, orderBy: { name: 'asc' }, take: atOnce,
      select: { name: true, postId: true, uploadedAt: true, alt: true, decoration: true, caption: true, credit: true },
    })
    for (const { name, ...said } of rows) {
      const address = mediaUrlOf(name)
      const { width, height } = readMediaUrl(address) ?? { width: 0, height: 0 }
      yield { address, width, height, ...said }
    }
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = last.name
  }
}
