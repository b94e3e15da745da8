import '#components/people/door.css'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { passCookieName } from '#app/_web/pass-cookie.ts'
import { pathPart } from '#app/_web/search-params.ts'
import { letPicturesLoad } from '#app/_web/let-pictures-load.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { AnsweringForm } from '#components/people/answering-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { sayDay } from '#components/ui/moment.tsx'
import { PrivateEssay } from '#components/writing/publishing/private-essay.tsx'
import { databaseTime } from '#lib/database-time.ts'
import { postPath, protectedPath } from '#lib/posts/post-path.ts'
import { findPublished, findProtected, readProtected } from '#lib/posts/publishing/read-protected.ts'
import { givePassword } from './actions.ts'

export const metadata: Metadata = { title: 'For those who have the password', robots: { index: false, follow: false } }

type Props = { params: Promise<{ slug: string }> }

/** An essay for those who were told its password: the door to it, and what is behind. Kept by nobody in between. */
export default async function Page({ params }: Props) {
  const slug = pathPart((await params).slug)
  const viewer = await currentViewer()
  const post = await readProtected(viewer, slug, (await cookies()).get(passCookieName)?.value ?? '', await databaseTime())
  if (!post) return leaveFor(slug)
  return (
    <SitePage viewer={viewer} path={protectedPath(slug)}>
      {post.locked ? <Door slug={slug} /> : <PrivateEssay text={post.text} pictures={await letPicturesLoad(post.text)} about={`For those who have the password, since ${sayDay(post.text.at)}.`} />}
    </SitePage>
  )
}

/** To where the essay is now: at another address, behind its door; or before everybody, since no password is asked any more. */
async function leaveFor(slug: string): Promise<never> {
  const address = (await findProtected(postPath(slug))) ?? (await findPublished(slug))
  if (address && address !== protectedPath(slug)) redirect(address)
  notFound()
}

function Door({ slug }: { slug: string }) {
  return (
    <div className="column-narrow door">
      <h1 className="page-title">This essay has a password</h1>
      <p>Whoever told you about it can tell you the password.</p>
      <AnsweringForm action={givePassword} hidden={{ slug }} fields={[{ kind: 'line', name: 'password', label: 'Password', type: 'password', required: true, autoComplete: 'off' }]} button="Read it" pending="One moment …" />
    </div>
  )
}
