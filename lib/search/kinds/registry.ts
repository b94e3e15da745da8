import { comments } from '#lib/search/kinds/comments.ts'
import type { SearchKind } from '#lib/search/kinds/kind.ts'
import { people } from '#lib/search/kinds/people.ts'
import { essays, pages } from '#lib/search/kinds/posts.ts'

/** Everything that can be found. One more kind is one more file and its name here. */
export const searchKinds: readonly SearchKind[] = [essays, pages, people, comments]
