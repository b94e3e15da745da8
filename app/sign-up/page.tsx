import '#components/people/door.css'
import type { Metadata } from 'next'
import { carriesReply } from '#app/_web/carried.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { AlreadyIn } from '#components/people/already-in.tsx'
import { CarriedNotice } from '#components/people/carried-notice.tsx'
import { SignUpForm } from '#components/people/sign-up-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { returnTarget } from '#lib/people/return-target.ts'
import { isSignedIn } from '#lib/viewer.ts'
import { makeAccount } from './actions.ts'

export const metadata: Metadata = { title: 'Make an account', robots: { index: false } }

/** Where somebody becomes a person here. */
export default async function Page({ searchParams }: PageProps<'/sign-up'>) {
  const [viewer, { then }] = await Promise.all([currentViewer(), searchParams])
  const target = returnTarget([then].flat()[0])
  return (
    <SitePage viewer={viewer} path="/sign-up">
      <div className="column-narrow door">
        {isSignedIn(viewer) ? (
          <AlreadyIn name={viewer.name} then={target} />
        ) : (
          <>
            <h1 className="page-title">Make an account</h1>
            {(await carriesReply()) && <CarriedNotice />}
            <SignUpForm action={makeAccount} then={target} />
            <p className="meta">
              You have one already? <a href={target === '/' ? '/sign-in' : `/sign-in?then=${encodeURIComponent(target)}`}>Sign in</a>.
            </p>
          </>
        )}
      </div>
    </SitePage>
  )
}
