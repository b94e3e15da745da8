import { BulkList } from '#components/moderation/bulk/bulk-list.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { BulkLine } from '#lib/moderation/bulk/read-bulk.ts'

/** The last decisions about many at once, where the last single ones stand. */
export function RecentBulks({ bulks, viewer, undo, now }: { bulks: BulkLine[]; viewer: { handle: string }; undo: FormAction; now: Date }) {
  return (
    <section className="desk-recent-bulks" aria-labelledby="recent-bulks">
      <h3 id="recent-bulks">
        <a href="/moderation/bulk">Many at once</a>
      </h3>
      <BulkList bulks={bulks} viewer={viewer} undo={undo} now={now} />
    </section>
  )
}
