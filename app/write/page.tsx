import '#components/people/door.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { InvitationLines } from '#components/writing/authors/invitation-lines.tsx'
import { WaitingLines } from '#components/writing/conversation/waiting-lines.tsx'
import { OwnSearch } from '#components/writing/own-search.tsx'
import { OwnShelf, sayShelf, SentShelf } from '#components/writing/own-shelf.tsx'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import { readSentEssays } from '#lib/moderation/guest-posts/read-sent-essays.ts'
import { readWaitingByEssay } from '#lib/moderation/own-posts/read-waiting-by-essay.ts'
import { readInvitations } from '#lib/posts/authors/read-invitation.ts'
import { countDeleted } from '#lib/posts/writing/deleted/read-deleted.ts'
import { ownOrders, readOwnPosts, shelves } from '#lib/posts/writing/read-own-posts.ts'
import type { OwnPosts, OwnWish } from '#lib/posts/writing/read-own-posts.ts'
import { deletedPath } from '#lib/posts/writing/writing-paths.ts'
import { hasRole } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { begin, beginAsGuest } from './actions.ts'

export const metadata: Metadata = { title: 'Writing', robots: { index: false } }

/** What an author is writing and has written, by how it stands with its readers. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer()
  const publishes = hasRole(viewer, 'author')
  const query = await searchParams
  const only = shelves.find((shelf) => shelf === single(query.shelf))
  if (query.shelf !== undefined && !only) notFound()
  const wish = wishIn(query)
  const [waiting, deleted, invitations, sent, shown] = await Promise.all([
    publishes && !only ? readWaitingByEssay(viewer) : [], only ? 0 : countDeleted(viewer, new Date()),
    only ? [] : readInvitations(viewer), publishes ? new Map<string, Waiting>() : readSentEssays(viewer), readShelves(viewer, only ? [only] : shelves, { ...wish, after: single(query.after) ?? '' }),
  ])
  const wished = wish.words !== undefined || wish.order !== undefined
  const count = shown.reduce((all, { list }) => all + list.posts.length, 0)
  return (
    <SitePage viewer={viewer} path="/write">
      <div className="column door">
        <h1 className="page-title">{only ? sayShelf(only) : 'Writing'}</h1>
        {viewer.suspended && <p>Your account is suspended, so nothing can be begun or saved. What you wrote is here to read and to copy.</p>}
        {!publishes && !viewer.suspended && <p>A moderator reads what you send before it is published, with your name. One essay at a time.</p>}
        {!viewer.suspended && (
          <PressForm action={publishes ? begin : beginAsGuest} pending="Beginning …">
            Begin an essay
          </PressForm>
        )}
        <InvitationLines invitations={invitations} />
        <WaitingLines waiting={waiting} />
        {(wished || only || count > few) && <OwnSearch shelf={only} wish={wish} />}
        {count === 0 && <p>{sayNothing(wish, only !== undefined)}</p>}
        <SentShelf posts={shown.flatMap(({ shelf, list }) => (shelf === 'draft' ? list.posts.filter(({ id }) => sent.has(id)) : []))} sent={sent} />
        {shown.map(({ shelf, list }) => (
          <OwnShelf key={shelf} shelf={shelf} list={shelf === 'draft' ? withoutThese(list, sent) : list} alone={only !== undefined} wish={wish} />
        ))}
        {deleted > 0 && (
          <p className="case-back">
            <a href={deletedPath}>{deleted === 1 ? 'One deleted draft' : `${deleted} deleted drafts`}</a>
          </p>
        )}
        {(only || wished) && (
          <p className="case-back">
            <a href="/write">All that you write</a>
          </p>
        )}
      </div>
    </SitePage>
  )
}

/** So many are seen at a glance, and need no search. */
const few = 8

function wishIn({ words, order }: SearchParams): OwnWish {
  const [wanted = '', ordered] = [single(words)?.trim(), ownOrders.find((each) => each === single(order))]
  return { ...(wanted !== '' && { words: wanted }), ...(ordered && ordered !== 'newest' && { order: ordered }) }
}

function sayNothing({ words }: OwnWish, onShelf: boolean): string {
  if (words) return `Nothing of yours has “${words}” in it${onShelf ? ' here' : ''}.`
  return onShelf ? 'Nothing more.' : 'Nothing yet. What you write stands here, from the first word on; nobody else sees it before you publish it.'
}

/** What stands under another heading already. */
function withoutThese(list: OwnPosts, sent: Map<string, Waiting>): OwnPosts {
  return { ...list, posts: list.posts.filter(({ id }) => !sent.has(id)) }
}

async function readShelves(viewer: SignedIn, wanted: readonly (typeof shelves)[number][], wish: OwnWish) {
  const now = new Date()
  return Promise.all(wanted.map(async (shelf) => ({ shelf, list: await readOwnPosts(viewer, shelf, now, wish) })))
}
