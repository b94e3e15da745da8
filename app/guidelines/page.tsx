import type { Metadata } from 'next'
import { describePage } from '#app/_web/describe-page.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { Guidelines } from '#components/house/guidelines.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { guidelinesTitle, readGuidelines } from '#lib/house/read-guidelines.ts'

export const metadata: Metadata = describePage({
  title: guidelinesTitle,
  description: 'What is welcome, what is sent back or refused, how moderation works here, and how long it takes.',
  canonical: '/guidelines',
})

/** For everybody who writes here, and whoever wonders why something is not here. */
export default async function Page() {
  return (
    <SitePage viewer={await currentViewer()} path="/guidelines">
      <Guidelines guidelines={await readGuidelines()} />
    </SitePage>
  )
}
