import { sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { storyOf, WhatWasDone, Why } from '#components/moderation/log/decision-log.tsx'
import { AnsweringForm } from '#components/people/answering-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { BlindAnswer } from '#lib/moderation/insights/read-blind.ts'

/** What was said blind, beside what had been decided and why. */
export function BlindAnswerCard({ answer, doubt }: { answer: BlindAnswer; doubt: FormAction }) {
  const { entry, same, verdict } = answer
  return (
    <article className="blind-card">
      <Notice title={same ? 'You agree.' : 'You differ.'}>
        You: {sayVerdict(verdict).toLowerCase()}. {entry.by.name}: {sayVerdict(entry.action).toLowerCase()}.
      </Notice>
      <StoredHtml className="prose blind-text" html={answer.html} />
      <div>
        <p>
          {entry.by.name}, <Moment at={entry.at} />: <WhatWasDone entry={entry} /> <a href={storyOf(entry.seq)}>no. {entry.seq}</a>
        </p>
        <Why entry={entry} />
      </div>
      {answer.doubtful && (
        <details>
          <summary>Ask for a second look</summary>
          <AnsweringForm
            action={doubt}
            hidden={{ decisionId: entry.id }}
            fields={[{ kind: 'text', name: 'note', label: 'What the next person should look at', required: true, rows: 3, help: 'Somebody reads it who neither decided it nor asked.' }]}
            button="Ask for a second look"
            look="plain"
          />
        </details>
      )}
    </article>
  )
}
