import { logQuery } from '#lib/moderation/log/log-filter.ts'
import type { LogFilter } from '#lib/moderation/log/log-filter.ts'

/** On to older decisions, and back to the newest. */
export function LogPages({ filter, after, next }: { filter: LogFilter; after: string; next: string | null }) {
  if (!after && !next) return null
  const all = logQuery(filter)
  return (
    <nav className="desk-pages" aria-label="Pages of the log">
      {after && <a href={all ? `/moderation/log?${all}` : '/moderation/log'}>Back to the newest</a>}
      {next && (
        <a href={`/moderation/log?${logQuery(filter, { after: next })}`} rel="next">
          Older decisions
        </a>
      )}
    </nav>
  )
}
