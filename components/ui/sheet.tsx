import type { ReactNode } from 'react'

type Props = {
  id: string
  /** The words of what opens it. */
  button: ReactNode
  children: ReactNode
}

/**
 * Links for which a phone has no row: there a button brings them up from the lower edge, without any script. On wider pages, and in browsers that
 * know no such thing, they stand in their line as if nothing were around them.
 */
export function Sheet({ id, button, children }: Props) {
  return (
    <>
      <button className="sheet-button" type="button" popoverTarget={id}>
        {button}
      </button>
      <div className="sheet" id={id} popover="auto">
        {children}
      </div>
    </>
  )
}
