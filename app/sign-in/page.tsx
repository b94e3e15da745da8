import '#components/people/door.css'
import type { Metadata } from 'next'
import { z } from 'zod'
import { carriesReply } from '#app/_web/carried.ts'
import { placesElsewhere } from '#app/_web/providers.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { AlreadyIn } from '#components/people/already-in.tsx'
import { LinkForm } from '#components/people/link-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { SignInForm } from '#components/people/sign-in-form.tsx'
import { CarriedNotice } from '#components/people/carried-notice.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { readBan } from '#lib/people/refuse-banned.ts'
import { returnTarget } from '#lib/people/return-target.ts'
import { isSignedIn } from '#lib/viewer.ts'
import { sendSignInLink, signInElsewhere, signInWithPassword } from './actions.ts'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

/** The door: with a password, with a link by mail, or with an account elsewhere. */
export default async function Page({ searchParams }: PageProps<'/sign-in'>) {
  const [viewer, { then, error, ban }] = await Promise.all([currentViewer(), searchParams])
  const target = returnTarget([then].flat()[0])
  return (
    <SitePage viewer={viewer} path="/sign-in">
      <div className="column-narrow door">{isSignedIn(viewer) ? <AlreadyIn name={viewer.name} then={target} /> : <Doors then={target} problem={await sayProblem([ban].flat()[0], error !== undefined)} carries={await carriesReply()} />}</div>
    </SitePage>
  )
}

/** What somebody who comes back from another site is told. */
async function sayProblem(ban: string | undefined, failed: boolean): Promise<string | null> {
  const id = z.uuid().safeParse(ban)
  const banned = id.success ? await readBan(id.data, new Date()) : null
  return banned ?? (failed ? 'Signing in there did not work, and nothing was changed. Please try again, or use another way.' : null)
}

function Doors({ then, problem, carries }: { then: string; problem: string | null; carries: boolean }) {
  return (
    <>
      <h1 className="page-title">Sign in</h1>
      {problem && <Notice kind="refused">{problem}</Notice>}
      {carries && <CarriedNotice />}
      <SignInForm action={signInWithPassword} then={then} />
      <h2 className="section-title">Without a password</h2>
      <LinkForm action={sendSignInLink} then={then} />
      {placesElsewhere().map(({ id, name }) => (
        <PressForm key={id} action={signInElsewhere} fields={{ place: id, then }} look="plain">
          {`Sign in with ${name}`}
        </PressForm>
      ))}
      <p className="meta">
        New here? <a href={then === '/' ? '/sign-up' : `/sign-up?then=${encodeURIComponent(then)}`}>Make an account</a>.
      </p>
    </>
  )
}
