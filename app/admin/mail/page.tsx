import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { turnAway } from '#app/_web/turn-away.ts'
import { MailList } from '#components/people/mail-list.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { env } from '#lib/env.ts'
import { readMail } from '#lib/mail/read-mail.ts'
import { tryAgain } from './actions.ts'

export const metadata: Metadata = { title: 'Mail', robots: { index: false } }

/** The mail of this site. Without SMTP it is all here and goes nowhere else. */
export default async function Page() {
  const viewer = await requireViewer('administrator')
  const mail = await readMail(viewer)
  if (!mail.ok) return turnAway(mail, viewer)
  return (
    <SitePage viewer={viewer} path="/admin/mail">
      <div className="column door">
        <h1 className="page-title">Mail</h1>
        <p>
          {env().SMTP_URL
            ? 'Sent mail keeps no text here: it may hold a link that signs in. What could not be sent is tried again within the hour for a week, and stays here when it is given up then.'
            : 'No mail server is set, so mail waits here and you hand it on. A sign-in link lets in whoever opens it: give it to nobody else.'}
        </p>
        <MailList mail={mail.value} tryAgain={tryAgain} />
      </div>
    </SitePage>
  )
}
