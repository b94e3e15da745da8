import { deskKeys } from '#components/moderation/keys/key-table.ts'
import type { Does } from '#components/moderation/keys/key-table.ts'

/** A key as printed on what it presses. Screen readers hear of it from `aria-keyshortcuts`. */
export function Key({ of }: { of: Does }) {
  return <Printed name={deskKeys[of].key} />
}

/** A key of a form that is open: a number, Enter, Esc. */
export function Printed({ name }: { name: string }) {
  return (
    <kbd className="desk-key" aria-hidden="true">
      {name}
    </kbd>
  )
}
