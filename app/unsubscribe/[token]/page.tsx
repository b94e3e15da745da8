import '#components/people/door.css'
import type { Metadata } from 'next'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { EndMail } from '#components/notices/end-mail.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { setStatus } from '#lib/http/request-context.ts'
import { readAskedToEnd } from '#lib/notices/read-unsubscription.ts'

export const metadata: Metadata = { title: 'Less mail', robots: { index: false }, referrer: 'no-referrer' }

/** What a link below a mail opens. Mail scanners open it too, so only the button ends anything. Needs nobody to be signed in. */
export default async function Page({ params, searchParams }: { params: Promise<{ token: string }>; searchParams: Promise<SearchParams> }) {
  const { token } = await params
  const [viewer, asked, query] = await Promise.all([currentViewer(), readAskedToEnd(token), searchParams])
  if (!asked) setStatus(404)
  return (
    <SitePage viewer={viewer} path="/unsubscribe">
      <div className="column-narrow door">
        {asked && !asked.ended && single(query.back) !== undefined && <Notice kind="done">All is as it was before.</Notice>}
        {asked ? <EndMail asked={asked} token={token} /> : <UnknownLink />}
      </div>
    </SitePage>
  )
}

function UnknownLink() {
  return (
    <>
      <h1 className="page-title">We do not know this link</h1>
      <p>A part of it may have been lost on the way from the mail to the address bar, or what it was about is gone.</p>
      <p>
        Signed in, you can choose <a href="/account/notices">when and how mail comes to you</a>.
      </p>
    </>
  )
}
