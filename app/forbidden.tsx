import { SitePage } from '#components/site/site-page.tsx'
import { currentViewer } from './_web/viewer.ts'

/** Shown where a link inside the site leads to a page that is not for this account. */
export default async function Forbidden() {
  const viewer = await currentViewer()
  return (
    <SitePage viewer={viewer} path="">
      <ForbiddenWords suspended={viewer.suspended} />
    </SitePage>
  )
}

/** Why the page is not shown, and what one can do. */
export function ForbiddenWords({ suspended }: { suspended: boolean }) {
  return (
    <>
      <h1>This page is not for this account</h1>
      <p>
        {suspended
          ? 'Your account is suspended, so you can read but not write or moderate.'
          : 'You are signed in, but your account does not have the right to see this page. If it should, please ask whoever looks after this site.'}
      </p>
      <p>
        <a href="/">Back to the front page</a>
      </p>
    </>
  )
}
