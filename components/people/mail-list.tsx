import { Moment } from '#components/ui/moment.tsx'
import type { KeptMail } from '#lib/mail/read-mail.ts'

/** Mail, newest first, each folded to its subject. */
export function MailList({ mail }: { mail: KeptMail[] }) {
  if (mail.length === 0) return <p className="empty">No mail yet. Sign-in links and notes to new people appear here.</p>
  return (
    <ul className="plain-lines">
      {mail.map((each) => (
        <li key={each.id}>
          <details>
            <summary>
              {each.subject}{' '}
              <span className="meta">
                to {each.to}, <Moment at={each.createdAt} precision="minute" />, {saySent(each)}
              </span>
            </summary>
            {each.text && <pre className="mail-text">{each.text}</pre>}
          </details>
        </li>
      ))}
    </ul>
  )
}

function saySent({ sentAt, attempts }: KeptMail): string {
  if (sentAt) return 'sent'
  return attempts === 0 ? 'waiting' : `not sent after ${attempts} tries`
}
