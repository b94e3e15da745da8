import '#components/people/door.css'
import type { Metadata } from 'next'
import { currentViewer } from '#app/_web/viewer.ts'
import { DeadLink } from '#components/people/dead-link.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { databaseTime } from '#lib/database-time.ts'
import { readMailLink } from '#lib/people/read-mail-link.ts'
import type { MailLinkView } from '#lib/people/read-mail-link.ts'
import { verifyAddress } from './actions.ts'

export const metadata: Metadata = { title: 'Is this your address?', robots: { index: false } }

/** What the link in a new person's mail opens. Mail scanners open it too, so only the button says yes. */
export default async function Page({ searchParams }: PageProps<'/account/verify'>) {
  const [viewer, { token, done }] = await Promise.all([currentViewer(), searchParams])
  const secret = [token].flat()[0] ?? ''
  return (
    <SitePage viewer={viewer} path="/account/verify">
      <div className="column-narrow door">
        {done === undefined ? <Question link={await readMailLink(secret, 'verify_address', await databaseTime())} token={secret} /> : <Answer />}
      </div>
    </SitePage>
  )
}

function Question({ link, token }: { link: MailLinkView; token: string }) {
  if (link.state !== 'good') {
    return (
      <>
        <DeadLink state={link.state} />
        <p>
          You can have a new one sent from <a href="/account">your account</a>.
        </p>
      </>
    )
  }
  return (
    <>
      <h1 className="page-title">Is this your address?</h1>
      <p>
        The account @{link.handle}, {link.name}, gave the address {link.email}. Please say yes only if this account is yours.
      </p>
      <PressForm action={verifyAddress} fields={{ token }} pending="One moment …">
        Yes, this is my account
      </PressForm>
    </>
  )
}

function Answer() {
  return (
    <>
      <h1 className="page-title">Thank you</h1>
      <p>Your address is verified.</p>
      <p>
        <a href="/">All essays</a> are on the front page, and <a href="/account">your account</a> is here.
      </p>
    </>
  )
}
