import '#components/people/door.css'
import type { Metadata } from 'next'
import { currentViewer } from '#app/_web/viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'

export const metadata: Metadata = { title: 'Your account is deleted', robots: { index: false } }

/** What somebody reads last. */
export default async function Page() {
  return (
    <SitePage viewer={await currentViewer()} path="/account/deleted">
      <div className="column-narrow door">
        <h1 className="page-title">Your account is deleted</h1>
        <p>Your name, your handle, your address and everything that was kept for you alone are gone, and you are signed out everywhere.</p>
        <p>
          Thank you for having been here. <a href="/">All essays</a> stay open to you.
        </p>
      </div>
    </SitePage>
  )
}
