import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { DraftList } from '#components/comments/drafts/draft-list.tsx'
import { OwnFilter } from '#components/comments/own/own-filter.tsx'
import { TakenBack } from '#components/comments/own/taken-back.tsx'
import { OwnList } from '#components/comments/own-list.tsx'
import { sayGroup } from '#components/comments/say-standing.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { listDrafts } from '#lib/comments/drafts/read-drafts.ts'
import { hasTakenBack } from '#lib/comments/read-taken-back.ts'
import { countOwnComments, ownGroups, readOwnComments } from '#lib/moderation/cases/read-own-comments.ts'
import type { OwnGroup } from '#lib/moderation/cases/read-own-comments.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { throwDraftAway } from './actions.ts'

export const metadata: Metadata = { title: 'Your comments', robots: { index: false } }

/** What somebody wrote here, by how it stands. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer()
  const query = await searchParams
  const only = ownGroups.find((group) => group === single(query.state)) ?? null
  if (query.state !== undefined && !only) notFound()
  const counts = await countOwnComments(viewer)
  const drafts = only ? [] : await listDrafts(viewer)
  const taken = single(query.taken) ?? ''
  const takenBack = await hasTakenBack(viewer, taken)
  const nothing = Object.values(counts).every((count) => count === 0)
  return (
    <SitePage viewer={viewer} path="/account/comments">
      <div className="column case">
        <h1 className="page-title">{only ? sayGroup(only) : 'Your comments'}</h1>
        {takenBack && <TakenBack id={taken} />}
        <DraftList drafts={drafts} action={throwDraftAway} />
        {nothing ? drafts.length === 0 && <p>Nothing yet. What you write under an essay stands here, with what became of it.</p> : <OwnFilter counts={counts} only={only} />}
        {!nothing && (only ? await oneGroup(viewer, only, single(query.after) ?? '') : await allGroups(viewer))}
        <p className="case-back">
          <a href="/account">Your account</a> <a href="/guidelines">How this conversation is kept</a>
        </p>
      </div>
    </SitePage>
  )
}

async function oneGroup(viewer: SignedIn, group: OwnGroup, after: string) {
  const list = await readOwnComments(viewer, group, { after, limit: 50 })
  return list ? <OwnList group={group} list={list} whole /> : notFound()
}

async function allGroups(viewer: SignedIn) {
  const lists = await Promise.all(ownGroups.map(async (group) => ({ group, list: await readOwnComments(viewer, group, { limit: 10 }) })))
  return lists.map(({ group, list }) => list && <OwnList key={group} group={group} list={list} />)
}
