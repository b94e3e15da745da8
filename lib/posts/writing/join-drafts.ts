import { choosePassages, joinTexts } from '#lib/merge-texts.ts'
import { joinNotes, joinWorks } from '#lib/posts/writing/beside.ts'
import type { Beside } from '#lib/posts/writing/beside.ts'
import type { ContentAnswer, StoredNote } from '#lib/posts/content-notes/content-notes.ts'
import { namedAs } from '#lib/works/works-form.ts'
import type { ListedWork } from '#lib/works/works-form.ts'

type Text = { title: string; standfirst: string; source: string; contentAnswer: ContentAnswer; storedNotes: StoredNote[]; works: ListedWork[] }

export type Joined = { title: string; standfirst: string; source: string } & Beside

/**
 * Two texts put together so that whoever goes on with them has every word of both: what is the same stands once, and where they differ the
 * passage of the first stands before that of the second. Topics and works of both are named. Lines of their own have room for one text, so they
 * hold the first's, if it has one.
 */
export function joinDrafts(first: Text, second: Text): Joined {
  const [one, other] = [besideOf(first), besideOf(second)]
  return {
    title: first.title || second.title,
    standfirst: first.standfirst || second.standfirst,
    source: choosePassages(joinTexts(first.source, second.source), []),
    ...(joinNotes(one, other) ?? one),
    works: joinWorks(one.works, other.works) ?? one.works,
  }
}

function besideOf({ contentAnswer, storedNotes, works }: Text): Beside {
  return { contentAnswer, contentNotes: storedNotes, works: works.map(namedAs) }
}
