import { Button } from '#components/ui/button.tsx'

/** Why a text was not kept, and where in the form that can be mended. Null for the field when it is about none. */
export type Complaint = { sentence: string; field: string | null; asked: boolean }

/** Stands on the bar, which stays in sight: whoever is writing at the end of an essay sees nothing of its beginning. */
export function RefusedLine({ complaint, show }: { complaint: Complaint; show: (field: string) => void }) {
  const { sentence, field } = complaint
  return (
    <p>
      {sentence} Nothing of what you wrote is lost.{' '}
      {field && (
        <Button type="button" look="text" onClick={() => show(field)}>
          Show me where
        </Button>
      )}
    </p>
  )
}

/** Leads to a field of the form, by the name under which it was refused: `title`, `contentNotes`, `works.2.rating`. */
export function showField(form: HTMLFormElement, field: string, toText: () => void): void {
  if (field === 'source') return toText()
  const named = [...form.elements].filter((each): each is HTMLElement & { name: string } => each instanceof HTMLElement && 'name' in each)
  const found = named.find(({ name }) => name === field) ?? named.find(({ name }) => name.startsWith(field.split('.', 1)[0] ?? field))
  found?.scrollIntoView({ block: 'center' })
  found?.focus()
}
