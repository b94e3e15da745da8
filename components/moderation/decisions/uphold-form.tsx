'use client'

import { TextArea } from '#components/ui/field.tsx'
import type { VerdictForm } from '#components/moderation/decisions/verdict-bar.tsx'
import { holdsWords, VerdictPanel } from '#components/moderation/decisions/verdict-panel.tsx'
import type { VerdictWords } from '#components/moderation/decisions/verdict-words.ts'

/** A decision that stands after it was read again: who asked is told why. */
export function UpholdForm({ children, ...form }: VerdictForm & { words: VerdictWords }) {
  const { state } = form.sending
  const own = state.values?.action === form.verdict ? state : undefined
  return (
    <VerdictPanel {...form} fields={children} inWords isWhole={(data) => holdsWords(data, 'reasonNote')}>
      <TextArea name="reasonNote" label="Why does it stand?" rows={3} maxLength={2000} required state={own} help="Whoever asked reads this." />
    </VerdictPanel>
  )
}
