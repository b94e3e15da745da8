import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import { sayFilter } from '#components/moderation/desk/say-filter.ts'
import type { KnownFilter, UnknownFilter } from '#lib/moderation/desk/queue-filter.ts'

/** What the filter shows, in words, and the way back to everything. */
export function FilterSentence({ filtered, mode }: { filtered: KnownFilter | UnknownFilter; mode: string | undefined }) {
  return (
    <p className="desk-filtered">
      {'message' in filtered ? filtered.message : `Shown: ${sayFilter(filtered)}.`} <a href={deskAddress({ mode })}>Show all</a>
    </p>
  )
}
