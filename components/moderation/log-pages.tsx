/** On to older decisions, and back to the newest. */
export function LogPages({ after, next }: { after: string; next: string | null }) {
  if (!after && !next) return null
  return (
    <nav className="desk-pages" aria-label="Pages of the log">
      {after && <a href="/moderation/log">Back to the newest</a>}
      {next && (
        <a href={`/moderation/log?after=${encodeURIComponent(next)}`} rel="next">
          Older decisions
        </a>
      )}
    </nav>
  )
}
