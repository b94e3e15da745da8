/** A key as printed on a button. Screen readers hear of it from `aria-keyshortcuts`. */
export function Key({ name }: { name: string }) {
  return (
    <kbd className="desk-key" aria-hidden="true">
      {name}
    </kbd>
  )
}
