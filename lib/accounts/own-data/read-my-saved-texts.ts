import { past } from '#lib/accounts/own-data/read-in-pieces.ts'
import { reader } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** Texts read at once: each may be as long as a book. */
const atOnce = 10

/** Every text that somebody saved in an essay, published or not, as they typed it: drafts, what came before them, what was kept aside. */
export async function* readMySavedTexts({ id: editorId }: SignedIn): AsyncIterable<object> {
  for (let after = ''; ; ) {
    const rows = await reader().postRevision.findMany({
      where: { editorId, ...past(after) }, orderBy: { id: 'asc' }, take: atOnce,
      select: { id: true, postId: true, reason: true, createdAt: true, savedAt: true, title: true, standfirst: true, source: true, format: true },
    })
    for (const { id: _, ...text } of rows) yield text
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = last.id
  }
}
