import { clipHtml } from '#components/moderation/cards/clip-html.ts'
import { markMatches } from '#components/moderation/cards/mark-matches.ts'
import { sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { sayCount } from '#components/moderation/rules/rule-counts.ts'
import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { RehearsedText } from '#lib/moderation/rules/read-rehearsal.ts'

type Props = { title: string; texts: RehearsedText[]; of: number; open?: boolean }

/** Enough of a text to see what it is. */
const clipped = 700

/** Texts of the past of one sort, the newest first, with what the rule saw in them marked. */
export function RuleExamples({ title, texts, of, open }: Props) {
  if (of === 0) return <p className="rule-none">{title}: none.</p>
  return (
    <details className="rule-examples" open={open}>
      <summary>
        {title} <span className="rule-quiet">({texts.length < of ? `the newest ${texts.length} of ${sayCount(of)}` : sayCount(of)})</span>
      </summary>
      <ol>
        {texts.map((text) => (
          <Example key={text.decisionId} text={text} />
        ))}
      </ol>
    </details>
  )
}

function Example({ text }: { text: RehearsedText }) {
  const { html, unseen } = markMatches(clipHtml(text.html, clipped), text.matches)
  return (
    <li>
      <p className="rule-example-head">
        <b>{text.writer || 'Somebody without a name'}</b>{' '}
        <a href={`/moderation?item=${text.itemId}`}>
          {sayVerdict(text.action)}, <Moment at={text.at} />
        </a>
      </p>
      <StoredHtml html={html} className="prose rule-example-text" />
      {text.message && (
        <p className="rule-quiet">
          {text.message}
          {unseen.length > 0 && ` ${unseen.slice(0, 3).join(', ')}${unseen.length > 3 ? ' …' : ''}`}
        </p>
      )}
    </li>
  )
}
