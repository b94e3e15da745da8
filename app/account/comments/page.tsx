import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { OwnList } from '#components/comments/own-list.tsx'
import { sayGroup } from '#components/comments/say-standing.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ownGroups, readOwnComments, readUsualWait } from '#lib/moderation/cases/read-own-comments.ts'
import type { OwnGroup } from '#lib/moderation/cases/read-own-comments.ts'
import type { SignedIn } from '#lib/viewer.ts'

export const metadata: Metadata = { title: 'Your comments', robots: { index: false } }

/** What somebody wrote here, by how it stands. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer()
  const query = await searchParams
  const only = ownGroups.find((group) => group === single(query.state))
  return (
    <SitePage viewer={viewer} path="/account/comments">
      <div className="column case">
        <h1 className="page-title">{only ? sayGroup(only) : 'Your comments'}</h1>
        {query.taken === 'back' && <Notice kind="done">It is taken back, and nobody sees it any more.</Notice>}
        {only ? await oneGroup(viewer, only, single(query.after) ?? '') : await allGroups(viewer)}
        <p className="case-back">
          {only && <a href="/account/comments">All your comments</a>} <a href="/account">Your account</a>
        </p>
      </div>
    </SitePage>
  )
}

async function oneGroup(viewer: SignedIn, group: OwnGroup, after: string) {
  const [list, medianWaitSeconds] = await Promise.all([readOwnComments(viewer, group, { after, limit: 50 }), readUsualWait()])
  return <OwnList group={group} list={list} medianWaitSeconds={medianWaitSeconds} whole />
}

async function allGroups(viewer: SignedIn) {
  const [lists, medianWaitSeconds] = await Promise.all([Promise.all(ownGroups.map((group) => readOwnComments(viewer, group, { limit: 10 }))), readUsualWait()])
  if (lists.every(({ entries }) => entries.length === 0)) {
    return <p>Nothing yet. What you write under an essay stands here, with what became of it.</p>
  }
  return ownGroups.map((group, place) => <OwnList key={group} group={group} list={lists[place] ?? { entries: [], next: null }} medianWaitSeconds={medianWaitSeconds} />)
}
