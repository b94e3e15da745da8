import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { NoticeList } from '#components/comments/notice-list.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { databaseTime } from '#lib/database-time.ts'
import { readNotices } from '#lib/moderation/notices/read-notices.ts'
import { markRead, openNotice } from './actions.ts'

export const metadata: Metadata = { title: 'Notices', robots: { index: false } }

/** What somebody was told, newest first. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer()
  const { notices, next, unread } = await readNotices(viewer, await databaseTime(), single((await searchParams).after) ?? '')
  const newest = notices[0]
  return (
    <SitePage viewer={viewer} path="/notifications">
      <div className="column case">
        <h1 className="page-title">Notices</h1>
        {notices.length === 0 && <p>Nothing yet. When somebody replies to you, when something is said in a conversation that you follow, and when a moderator has read what you wrote or reported, it says so here.</p>}
        {unread > 0 && newest && (
          <PressForm action={markRead} fields={{ until: newest.at.toISOString() }} look="plain" pending="One moment …">
            Mark all as read
          </PressForm>
        )}
        <NoticeList notices={notices} actions={{ markRead, openNotice }} />
        {next && (
          <p className="meta">
            <a href={`/notifications?after=${next}`}>Older ones</a>
          </p>
        )}
        <p className="case-back">
          <a href="/account/comments">Your comments</a> <a href="/account/notices">What you are told, and what comes by mail</a>
        </p>
      </div>
    </SitePage>
  )
}
