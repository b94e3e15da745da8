import { comments } from '#lib/search/kinds/comments.ts'
import type { SearchKind } from '#lib/search/kinds/kind.ts'
import { people } from '#lib/search/kinds/people.ts'
import { pages } from '#lib/search/kinds/pages.ts'
import { essays } from '#lib/search/kinds/posts.ts'
import { series } from '#lib/search/kinds/series.ts'
import { works } from '#lib/search/kinds/works.ts'

/** Everything that can be found. One more kind is one more file and its name here. */
export const searchKinds: readonly SearchKind[] = [essays, works, series, pages, people, comments]
