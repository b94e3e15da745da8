import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Props = { caseId: string | null; appealable: string | null; action: FormAction }

/** Where one asks for another look at a decision, once; afterwards the way to what became of it. */
export function AppealPlace({ caseId, appealable, action }: Props) {
  if (caseId) {
    return (
      <p>
        You asked for another look. <a href={`/account/cases/${caseId}`}>Open the case</a>
      </p>
    )
  }
  if (!appealable) return null
  return (
    <section id="appeal" aria-labelledby="appeal-title">
      <h2 className="section-title" id="appeal-title">
        Ask for another look
      </h2>
      <p className="own-hint">Somebody else than the one who decided reads your text again. You can ask once.</p>
      <AnsweringForm
        action={action}
        hidden={{ decisionId: appealable }}
        fields={[{ kind: 'text', name: 'body', label: 'Why it should be looked at again', rows: 5, required: true, help: 'Moderators read this, and can ask you something.' }]}
        button="Ask for another look"
        pending="Sending …"
      />
    </section>
  )
}
