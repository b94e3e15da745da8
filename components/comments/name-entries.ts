import { sayMinute } from '#components/ui/moment.tsx'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

/**
 * What each comment of a page is called in the names of its links and buttons, for people who hear those alone: by its writer,
 * and by its moment as well where the same name stands here more than once.
 */
export function nameEntries(entries: ThreadEntry[]): Map<string, string> {
  const byWriter = entries.map((entry) => ({ entry, name: entry.kind === 'tombstone' ? 'a comment that is no longer here' : (entry.author?.name ?? 'somebody') }))
  const byMoment = tellApart(byWriter, ({ entry, name }) => (entry.submittedAt ? `${name}, ${sayMinute(entry.submittedAt)}` : name))
  const byRank = tellApart(byMoment, ({ name }, rank) => (rank > 1 ? `${name}, number ${rank}` : name))
  return new Map(byRank.map(({ entry, name }) => [entry.id, name]))
}

/** What a comment is called in the names of its links and buttons. */
export function nameOf(entry: ThreadEntry, { names }: { names: ReadonlyMap<string, string> }): string {
  return names.get(entry.id) ?? entry.author?.name ?? 'somebody'
}

type Named = { entry: ThreadEntry; name: string }

/** Says more of those whose name is not theirs alone. */
function tellApart(named: Named[], more: (named: Named, rank: number) => string): Named[] {
  const alike = Map.groupBy(named, ({ name }) => name)
  const ranks = new Map<string, number>()
  return named.map((each) => {
    const rank = (ranks.get(each.name) ?? 0) + 1
    ranks.set(each.name, rank)
    return (alike.get(each.name)?.length ?? 0) > 1 ? { ...each, name: more(each, rank) } : each
  })
}
