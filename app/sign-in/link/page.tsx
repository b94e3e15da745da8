import '#components/people/door.css'
import type { Metadata } from 'next'
import { carriesReply } from '#app/_web/carried.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { CarriedNotice } from '#components/people/carried-notice.tsx'
import { DeadLink } from '#components/people/dead-link.tsx'
import { LinkForm } from '#components/people/link-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { databaseTime } from '#lib/database-time.ts'
import { readMailLink } from '#lib/people/read-mail-link.ts'
import { returnTarget } from '#lib/people/return-target.ts'
import { sendSignInLink } from '../actions.ts'
import { signInWithLink } from './actions.ts'

export const metadata: Metadata = { title: 'Sign in by link', robots: { index: false } }

/** What a sign-in link opens. Mail scanners open it too, so only the button signs in. */
export default async function Page({ searchParams }: PageProps<'/sign-in/link'>) {
  const [viewer, { token, then }] = await Promise.all([currentViewer(), searchParams])
  const secret = [token].flat()[0] ?? ''
  const target = returnTarget([then].flat()[0])
  const link = await readMailLink(secret, 'sign_in', await databaseTime())
  return (
    <SitePage viewer={viewer} path="/sign-in/link">
      <div className="column-narrow door">
        {link.state === 'good' ? (
          <>
            <h1 className="page-title">Welcome back, {link.name}</h1>
            {(await carriesReply()) && <CarriedNotice />}
            <p>This link signs you in as @{link.handle}.</p>
            <PressForm action={signInWithLink} fields={{ token: secret, then: target }} pending="Signing in …">
              Sign in
            </PressForm>
          </>
        ) : (
          <>
            <DeadLink state={link.state} />
            <LinkForm action={sendSignInLink} then={target} />
          </>
        )}
      </div>
    </SitePage>
  )
}
