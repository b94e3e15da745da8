import '#components/people/door.css'
import type { Metadata } from 'next'
import { placesElsewhere } from '#app/_web/providers.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { AlreadyIn } from '#components/people/already-in.tsx'
import { LinkForm } from '#components/people/link-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { SignInForm } from '#components/people/sign-in-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { returnTarget } from '#lib/people/return-target.ts'
import { isSignedIn } from '#lib/viewer.ts'
import { sendSignInLink, signInElsewhere, signInWithPassword } from './actions.ts'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

/** The door: with a password, with a link by mail, or with an account elsewhere. */
export default async function Page({ searchParams }: PageProps<'/sign-in'>) {
  const [viewer, { then, error }] = await Promise.all([currentViewer(), searchParams])
  const target = returnTarget([then].flat()[0])
  return (
    <SitePage viewer={viewer} path="/sign-in">
      <div className="column-narrow door">{isSignedIn(viewer) ? <AlreadyIn name={viewer.name} then={target} /> : <Doors then={target} error={[error].flat()[0]} />}</div>
    </SitePage>
  )
}

const elsewhereProblems: Partial<Record<string, string>> = {
  elsewhere: 'Signing in there did not work, and nothing was changed. Please try again, or use another way.',
  banned: 'The account that this leads to is banned. Sign in with your password or by mail to read why.',
}

function Doors({ then, error }: { then: string; error: string | undefined }) {
  return (
    <>
      <h1 className="page-title">Sign in</h1>
      {error !== undefined && <Notice kind="refused">{elsewhereProblems[error] ?? elsewhereProblems.elsewhere}</Notice>}
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
