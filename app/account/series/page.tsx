import '#components/comments/own-texts.css'
import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { turnAway } from '#app/_web/turn-away.ts'
import { OwnSeries } from '#components/posts/series/own-series.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readOwnSeries } from '#lib/accounts/read-own-series.ts'
import { beginSeries, move, putIn, takeOut } from './actions.ts'

export const metadata: Metadata = { title: 'Your series', robots: { index: false } }

/** Where an author puts essays that belong together in an order. */
export default async function Page() {
  const viewer = await requireViewer('author')
  const own = await readOwnSeries(viewer)
  if (!own.ok) return turnAway(own, viewer)
  return (
    <SitePage viewer={viewer} path="/account/series">
      <div className="column-narrow door">
        <h1 className="page-title">Your series</h1>
        <OwnSeries own={own.value} actions={{ beginSeries, putIn, move, takeOut }} />
        <p className="case-back">
          <a href="/account">Your account</a>
        </p>
      </div>
    </SitePage>
  )
}
