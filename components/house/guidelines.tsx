import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { guidelinesTitle } from '#lib/house/read-guidelines.ts'
import type { Guidelines as Read } from '#lib/house/read-guidelines.ts'
import { sayWait } from '#lib/screening/say-wait.ts'

/** How the conversation is kept, and how long it takes. */
export function Guidelines({ guidelines: { html, changedAt, usualWaitSeconds } }: { guidelines: Read }) {
  return (
    <article className="column">
      <header className="list-head">
        <h1 className="page-title">{guidelinesTitle}</h1>
        {usualWaitSeconds !== null && <p className="standfirst">Half of all texts are read within {sayWait(usualWaitSeconds)}.</p>}
      </header>
      <StoredHtml className="prose house-text" html={html} />
      {changedAt && (
        <p className="meta house-changed">
          Last changed on <Moment at={changedAt} />.
        </p>
      )}
    </article>
  )
}
