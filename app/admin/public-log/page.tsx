import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { turnAway } from '#app/_web/turn-away.ts'
import { PublicLogForm } from '#components/moderation/log/public-log-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readLogSetting } from '#lib/moderation/log/read-log-setting.ts'
import { showLog } from './actions.ts'

export const metadata: Metadata = { title: 'The public log', robots: { index: false } }

/** Whether everybody may read what was decided. */
export default async function Page() {
  const viewer = await requireViewer('administrator')
  const shown = await readLogSetting(viewer)
  if (!shown.ok) return turnAway(shown, viewer)
  return (
    <SitePage viewer={viewer} path="/admin/public-log">
      <div className="column-narrow door">
        <h1 className="page-title">The public log</h1>
        <p>
          What was decided can be read by everybody at <a href="/log">/log</a>: when, what, the reason in a word, under which essay, and what was taken back. No texts, no
          notes, no names of writers; nothing about what waits, or about drafts and unlisted essays.
        </p>
        <PublicLogForm action={showLog} shown={shown.value} />
      </div>
    </SitePage>
  )
}
