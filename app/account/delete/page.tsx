import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { sessionSecret } from '#app/_web/session.ts'
import { sendSignInLink } from '#app/sign-in/actions.ts'
import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormField } from '#components/people/answering-form.tsx'
import { LinkForm } from '#components/people/link-form.tsx'
import { WhatLeaves } from '#components/people/what-leaves.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { readLeaving } from '#lib/accounts/read-leaving.ts'
import { leave } from './actions.ts'

export const metadata: Metadata = { title: 'Delete your account', robots: { index: false } }

const here = '/account/delete'

/** Leaving for good: what happens, said before it does. */
export default async function Page() {
  const viewer = await requireViewer()
  const leaving = await readLeaving(viewer, await sessionSecret(), new Date())
  return (
    <SitePage viewer={viewer} path={here}>
      <div className="column-narrow door">
        <h1 className="page-title">Delete your account</h1>
        <WhatLeaves handle={viewer.handle} published={leaving.published} waiting={leaving.waiting} essays={leaving.essays} />
        {leaving.hindrance ? <Notice kind="said">{leaving.hindrance}</Notice> : <Proof needs={leaving.needs} hasAddress={leaving.hasAddress} essays={leaving.essays} />}
        <p className="meta">
          <a href="/account">Back to your account</a>
        </p>
      </div>
    </SitePage>
  )
}

type Needs = Awaited<ReturnType<typeof readLeaving>>['needs']

function Proof({ needs, hasAddress, essays }: { needs: Needs; hasAddress: boolean; essays: number }) {
  if (needs === 'sign-in-again') {
    return (
      <>
        <p>You have no password, and you signed in a while ago. To be sure that it is you, please sign in again and come back here within half an hour.</p>
        {hasAddress && <LinkForm action={sendSignInLink} then={here} />}
      </>
    )
  }
  const password = { kind: 'line', name: 'presentPassword', label: 'Your password', type: 'password', required: true, autoComplete: 'current-password' } as const
  return (
    <>
      <AnsweringForm action={leave} fields={[...(essays > 0 ? [wishFor(essays)] : []), ...(needs === 'password' ? [password] : [])]} button="Delete my account for good" pending="Deleting your account …" />
      {needs === 'password' && hasAddress && (
        <details>
          <summary className="meta">I do not know my password</summary>
          <LinkForm action={sendSignInLink} then={here} />
        </details>
      )}
    </>
  )
}

/** Nobody else can know it, so nothing is chosen beforehand. */
function wishFor(essays: number): FormField {
  const one = essays === 1
  return {
    kind: 'choice', name: 'essays', label: one ? 'What is to become of your essay' : `What is to become of your ${essays.toLocaleString('en-GB')} essays`, required: true,
    options: [
      { value: '', label: 'Please choose' },
      { value: 'stay', label: `${one ? 'It stays' : 'They stay'}, by “somebody who has left”` },
      { value: 'take-down', label: `${one ? 'It is' : 'They are'} taken down` },
    ],
    help: `You are the only author. If ${one ? 'it is' : 'they are'} taken down, what was said under ${one ? 'it' : 'them'} goes as well, and only the administrators can bring it back.`,
  }
}
