import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { FollowList, FollowPages, MuteList } from '#components/notices/follow-list.tsx'
import { rhythmFields } from '#components/notices/rhythm-fields.ts'
import { AnsweringForm } from '#components/people/answering-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readFollowing } from '#lib/notices/read-following.ts'
import { readMuted } from '#lib/people/read-muted.ts'
import { hasRole } from '#lib/viewer.ts'
import { sayFollow, saveRhythms, sayMute } from './actions.ts'

export const metadata: Metadata = { title: 'Notices and mail', robots: { index: false } }

/** What somebody wants to be told, how it comes by mail, and whom they would rather not read. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer()
  const after = single((await searchParams).after) ?? ''
  const [{ lines, next, ...mail }, muted] = await Promise.all([readFollowing(viewer, after), readMuted(viewer)])
  return (
    <SitePage viewer={viewer} path="/account/notices">
      <div className="column-narrow door">
        <h1 className="page-title">Notices and mail</h1>
        <p>
          All that you are told stands under <a href="/notifications">Notices</a>. Here you choose what comes by mail as well.{' '}
          {!viewer.emailVerified && 'None comes before you have shown that your address is yours.'}
        </p>
        <h2 className="section-title">Mail</h2>
        <AnsweringForm action={saveRhythms} fields={rhythmFields(mail, hasRole(viewer, 'author'))} button="Save" pending="Saving …" />
        <h2 className="section-title" id="followed">
          What you follow
        </h2>
        <FollowList lines={lines} action={sayFollow} />
        <FollowPages after={after} next={next} />
        <h2 className="section-title">Whom you mute</h2>
        <MuteList muted={muted} action={sayMute} />
        <p className="case-back">
          <a href="/account">Your account</a>
        </p>
      </div>
    </SitePage>
  )
}
