import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { turnAway } from '#app/_web/turn-away.ts'
import { ImportReport } from '#components/exchange/import-report.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readImports } from '#lib/exchange/pictures/read-imports.ts'

export const metadata: Metadata = { title: 'Imports', robots: { index: false } }

/** What came from other blogs, and which of its pictures still lie there. */
export default async function Page() {
  const viewer = await requireViewer('administrator')
  const imports = await readImports(viewer)
  if (!imports.ok) return turnAway(imports, viewer)
  return (
    <SitePage viewer={viewer} path="/admin/imports">
      <div className="column-narrow door">
        <h1 className="page-title">Imports</h1>
        <ImportReport imports={imports.value} />
      </div>
    </SitePage>
  )
}
