import { cache } from 'react'
import { readReadingChoices } from '#lib/accounts/read-reading-choices.ts'
import { noChoices } from '#lib/posts/content-notes/choosable.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { single } from './search-params.ts'
import type { SearchParams } from './search-params.ts'
import { currentViewer } from './viewer.ts'

/** What the viewer wants folded and left out, read once for each request. */
const currentChoices = cache(async () => readReadingChoices(await currentViewer()))

/** What stands in no list of this page: nothing where the address asks for all of it. The same array for all parts of a page. */
export async function leftOutHere(query: SearchParams): Promise<readonly Choosable[]> {
  return single(query.all) === '1' ? noChoices.leaveOut : (await currentChoices()).leaveOut
}
