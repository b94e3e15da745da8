import { PressForm } from '#components/people/press-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { KeptMail } from '#lib/mail/read-mail.ts'

/** Mail: what could not be sent, then the newest; each folded to its subject. */
export function MailList({ mail, tryAgain }: { mail: KeptMail[]; tryAgain: FormAction }) {
  if (mail.length === 0) return <p className="empty">No mail yet. Sign-in links and notes to new people appear here.</p>
  return (
    <ul className="plain-lines">
      {mail.map((each) => (
        <li key={each.id}>
          <MailLine mail={each} tryAgain={tryAgain} />
        </li>
      ))}
    </ul>
  )
}

function MailLine({ mail, tryAgain }: { mail: KeptMail; tryAgain: FormAction }) {
  const { id, to, subject, text, sentAt, createdAt, trouble } = mail
  const failed = sentAt === null && trouble !== ''
  return (
    <details>
      <summary>
        {subject}{' '}
        <span className="meta">
          to {to}, <Moment at={createdAt} precision="minute" />, <Standing mail={mail} />
        </span>
      </summary>
      {text ? <pre className="mail-text">{text}</pre> : sentAt === null && <p>It is written when it leaves, from what is so then. Until then all of it stands with the notices on the site.</p>}
      {failed && (
        <PressForm action={tryAgain} fields={{ id }} of={`${subject} to ${to}`} look="plain" pending="One moment …">
          Try again now
        </PressForm>
      )}
    </details>
  )
}

function Standing({ mail: { sentAt, attempts, trouble, nextTryAt } }: { mail: KeptMail }) {
  if (sentAt) return 'sent'
  if (trouble === '') return attempts === 0 ? 'waiting' : 'being sent'
  const tries = `${attempts} ${attempts === 1 ? 'try' : 'tries'} (${trouble})`
  if (nextTryAt === null) return `given up after ${tries}`
  return (
    <>
      not sent after {tries}, next try <Moment at={nextTryAt} precision="minute" />
    </>
  )
}
