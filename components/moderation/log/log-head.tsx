import { logQuery } from '#lib/moderation/log/log-filter.ts'
import type { LogFilter } from '#lib/moderation/log/log-filter.ts'

/** What the log is, and ways to take it along: what is shown now, or all of it. */
export function LogHead({ filter }: { filter: LogFilter }) {
  const query = logQuery(filter)
  const suffix = query && `?${query}`
  return (
    <header className="desk-head">
      <h1>Log</h1>
      <p className="meta">Every decision, newest first. Nothing here is ever changed; taking a decision back is a decision of its own.</p>
      <p className="log-export">
        <a href={`/moderation/log.csv${suffix}`}>
          CSV
        </a>
        <a href={`/moderation/log.jsonl${suffix}`}>
          JSON Lines
        </a>
      </p>
    </header>
  )
}
