import type { ReactNode } from 'react'
import type { PageWords } from '#app/_web/describe-page.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import type { SiteHead } from '#components/site/read-site-head.ts'
import type { DrawnFile } from '#lib/http/documents/drawing.ts'

/** What one page shows to anybody. */
export type ShownPage = {
  words: PageWords
  /** Where it is, for the frame of the site. */
  path: string
  /** What stands in that. */
  body: ReactNode
  /** What the frame says, where the page was asked for together with that. */
  head?: SiteHead | null
}

/** Pages of one kind. */
export type DrawnKind = {
  file: DrawnFile
  /** Its pages bring what the frame of the site says. */
  asksHead?: true
  /** Of their addresses, without the query; what its one group finds names the page. */
  address: RegExp
  /** Null where there is no such page, or it leads elsewhere. @param name as it stands in the address, decoded */
  show: (name: string, query: SearchParams) => Promise<ShownPage | null>
}
