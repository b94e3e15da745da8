import type { SaidChange } from '#lib/works/facts/say-fact.ts'

/** Where a changed fact is from; where it was from, if that alone is otherwise. */
export function SourceLine({ change: { was, now, wasSource, source } }: { change: SaidChange }) {
  if (!now) return null
  return (
    <p className="meta proposal-source">
      {source ? <>From: {isAddress(source) ? <a href={source} rel="nofollow ugc noopener noreferrer">{source}</a> : source}</> : 'No source given'}
      {was === now && wasSource && <>, instead of {wasSource}</>}
    </p>
  )
}

function isAddress(source: string): boolean {
  return /^https?:\/\/\S+$/.test(source)
}
