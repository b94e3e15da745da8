import type { QueueItem } from '#lib/moderation/desk/read-items.ts'
import { isHouseRule } from '#lib/moderation/rules/house-rules.ts'

const shapes: Record<QueueItem['findings'][number]['severity'], string> = { note: 'Good to know', hold: 'Why it waits', refuse: 'Serious' }

type Props = {
  findings: QueueItem['findings']
  unseen: string[]
  addresses: string[]
  /** It waits for another reason than a rule: a reader, or its writer. */
  quiet: boolean
}

/** What the rules found, in words, with their evidence; rules that moderators made say which they are. */
export function Findings({ findings, unseen, addresses, quiet }: Props) {
  if (quiet && findings.length === 0 && addresses.length === 0) return null
  return (
    <div className="desk-findings">
      {findings.length === 0 && !quiet && <p className="meta">No rule found anything. Every text waits for a person.</p>}
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.message}`} data-severity={finding.severity}>
            <span className="desk-severity">{shapes[finding.severity]}</span> {!isHouseRule(finding.rule) && `${finding.rule}. `}
            {finding.message}{' '}
            {finding.matches.length > 0 && <Matches matches={finding.matches} unseen={unseen} />}
          </li>
        ))}
        {addresses.length > 0 && (
          <li data-severity="note">
            <span className="desk-severity">Links to</span> {addresses.map(withoutScheme).join(', ')}
          </li>
        )}
      </ul>
    </div>
  )
}

function Matches({ matches, unseen }: { matches: string[]; unseen: string[] }) {
  return matches.map((match, place) => (
    <span key={match}>
      {place > 0 && ', '}
      <mark>{match}</mark>
      {unseen.includes(match) && ' (not to be seen in the text)'}
    </span>
  ))
}

function withoutScheme(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:)/, '').replace(/\/$/, '')
}
