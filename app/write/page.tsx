import '#components/people/door.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { InvitationLines } from '#components/writing/authors/invitation-lines.tsx'
import { OwnShelf, sayShelf } from '#components/writing/own-shelf.tsx'
import { readInvitations } from '#lib/posts/authors/read-invitation.ts'
import { readOwnPosts, shelves } from '#lib/posts/writing/read-own-posts.ts'
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
  const invitations = only ? [] : await readInvitations(viewer)
  const shown = await readShelves(viewer, only ? [only] : shelves, single(query.before))
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
        {shown.every(({ list }) => list.posts.length === 0) && <p>{only ? 'Nothing more.' : 'Nothing yet. What you write stands here, from the first word on; nobody else sees it before you publish it.'}</p>}
        {shown.map(({ shelf, list }) => (
          <OwnShelf key={shelf} shelf={shelf} list={list} alone={only !== undefined} />
        ))}
        {only && (
          <p className="case-back">
            <a href="/write">All that you write</a>
          </p>
        )}
      </div>
    </SitePage>
  )
}

async function readShelves(viewer: SignedIn, wanted: readonly (typeof shelves)[number][], before = '') {
  const now = new Date()
  return Promise.all(wanted.map(async (shelf) => ({ shelf, list: await readOwnPosts(viewer, shelf, now, before) })))
}
