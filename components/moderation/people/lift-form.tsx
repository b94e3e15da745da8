import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

/** Takes a measure or a note back, with a reason that stays beside it. Opens without a script. */
export function LiftForm({ action, measureId, verb }: { action: FormAction; measureId: string; verb: string }) {
  return (
    <details className="person-lift">
      <summary>{verb}</summary>
      <AnsweringForm
        action={action}
        hidden={{ measureId }}
        fields={[{ kind: 'text', name: 'reason', label: 'Why', rows: 2, required: true, help: 'Stays in their history, for the team.' }]}
        button={verb}
        pending="One moment …"
        look="plain"
      />
    </details>
  )
}
