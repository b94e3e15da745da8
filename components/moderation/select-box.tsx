import { keyed } from '#components/moderation/key-table.ts'

/** The form that all boxes of a page belong to, wherever they stand. */
export const selection = 'selection'

type Props = { itemId: string; version: number; label: string }

/** Puts one waiting thing among those to decide at once. It belongs to the bar below the list, with a script and without. */
export function SelectBox({ itemId, version, label }: Props) {
  return (
    <span className="select-box">
      <input type="checkbox" form={selection} name={`item-${itemId}`} value={version} aria-label={`Select ${label}`} {...keyed('select')} />
    </span>
  )
}
