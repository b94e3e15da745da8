'use client'

import { FormAnswer } from '#components/people/form-answer.tsx'
import { ruleFields, severityWords } from '#components/moderation/rules/rule-fields.ts'
import type { RuleField } from '#components/moderation/rules/rule-fields.ts'
import { Field, Select, TextArea } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import type { RuleScope } from '#lib/moderation/rules/list-rules.ts'

/** A rule as its form needs it. */
type Rule = { id: string; version: number; name: string; severity: keyof typeof severityWords; sentence: string; scope: RuleScope; settings: Record<string, string> }

type Props = { action: FormAction; kind: string; rule?: Rule }

const scopeOptions = [
  { value: 'site', label: 'on the whole site' },
  { value: 'author', label: 'under the posts of one author' },
  { value: 'post', label: 'under one post' },
]

/** Makes a rule or changes one. Nothing of it screens yet, so the button promises no more than saving. */
export function RuleForm({ action, kind, rule }: Props) {
  const [state, submit] = useFormAction(action)
  const kept = useKeptWords(state)
  const theirs = readTheirs(state)
  return (
    <form className="form" action={submit} {...kept} noValidate>
      <FormAnswer state={state} />
      {theirs && (
        <p className="rule-note">
          As it stands now: “{theirs.name}” {severityWords[theirs.severity].does} {theirs.says}.
        </p>
      )}
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="ruleId" value={rule?.id ?? ''} />
      <input type="hidden" name="version" value={theirs?.version ?? rule?.version ?? 0} />
      <Field name="name" label="Name" required maxLength={80} defaultValue={rule?.name} state={state} help="Stands on the card of each text that it speaks of." />
      {(ruleFields[kind] ?? []).map((field) => (
        <KindField key={field.name} field={field} stored={rule?.settings[field.name]} state={state} />
      ))}
      <div className="rule-pair">
        <Select name="scope" label="Where" required options={scopeOptions} defaultValue={rule?.scope.kind ?? 'site'} state={state} />
        <Field name="of" label="Whose, or which" defaultValue={ofScope(rule?.scope)} state={state} help="The author’s handle, or the post’s address." />
      </div>
      <Severities chosen={state.values?.severity ?? rule?.severity ?? 'hold'} error={state.fields?.severity} />
      <TextArea
        name="sentence" label="What the writer reads when it refuses" rows={2} maxLength={500} defaultValue={rule?.sentence} state={state}
        help="Say kindly what can be done about it. Only needed for a refusal."
      />
      <div className="actions">
        <SubmitButton pending="Saving …">{rule ? 'Save a new version' : 'Save as a draft'}</SubmitButton>
      </div>
    </form>
  )
}

function KindField({ field, stored, state }: { field: RuleField; stored: string | undefined; state: FormState }) {
  const { as, name, label, help, given } = field
  const common = { name, label, help, state, required: true, defaultValue: stored ?? given }
  if (as === 'choice') return <Select {...common} options={field.options} />
  if (as === 'lines') return <TextArea {...common} rows={8} spellCheck={false} autoCapitalize="off" className="input rule-lines" />
  if (as === 'number') return <Field {...common} inputMode="numeric" autoComplete="off" className="input rule-number" />
  return <Field {...common} spellCheck={false} autoCapitalize="off" autoComplete="off" maxLength={1100} className="input rule-code" />
}

function Severities({ chosen, error }: { chosen: string; error: string | undefined }) {
  return (
    <fieldset className="rule-severities">
      <legend className="field-label">What it does</legend>
      {error && <p className="field-error">{error}</p>}
      {Object.entries(severityWords).map(([severity, { label, help }]) => (
        <label key={severity}>
          <input type="radio" name="severity" value={severity} defaultChecked={chosen === severity} />
          <span>{label}</span>
          <span className="field-help">{help}</span>
        </label>
      ))}
    </fieldset>
  )
}

function ofScope(scope: RuleScope | undefined): string {
  if (scope?.kind === 'author') return `@${scope.handle}`
  return scope?.kind === 'post' ? `/posts/${scope.slug}` : ''
}

type Theirs = { version: number; name: string; severity: keyof typeof severityWords; says: string }

/** What somebody else saved in the meantime. */
function readTheirs({ status, value }: FormState): Theirs | null {
  if (status !== 'refused' || typeof value !== 'object' || value === null || !('says' in value)) return null
  return value as Theirs
}
