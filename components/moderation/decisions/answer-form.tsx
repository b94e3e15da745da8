'use client'

import { TextArea } from '#components/ui/field.tsx'
import type { VerdictForm } from '#components/moderation/decisions/verdict-bar.tsx'
import { holdsWords, VerdictPanel } from '#components/moderation/decisions/verdict-panel.tsx'

/** Approves a comment and answers it in the same moment. The answer is public at once. */
export function AnswerForm({ children, ...form }: VerdictForm) {
  const { state } = form.sending
  return (
    <VerdictPanel {...form} words={{ does: 'answer', text: 'Approve and reply …' }} fields={children} inWords isWhole={(data) => holdsWords(data, 'body')}>
      <input type="hidden" name="idempotencyKey" value={form.item.answerKey} />
      <TextArea name="body" label="Your reply" rows={4} required state={state} help="Markdown. It appears under the comment, in your name." />
    </VerdictPanel>
  )
}
