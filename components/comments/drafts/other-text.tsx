import type { ReactNode } from 'react'

type Props = {
  /** Where it comes from, in a sentence. */
  says: ReactNode
  body: string
  /** The buttons that choose. */
  children?: ReactNode
}

/** A second text for the same place. It can be read whole before anything is chosen. */
export function OtherText({ says, body, children }: Props) {
  return (
    <div className="other-text" role="group" aria-label="Another text for this place">
      <p>{says}</p>
      <details>
        <summary>Read it</summary>
        <p className="draft-words">{body}</p>
      </details>
      {children && <div className="actions">{children}</div>}
    </div>
  )
}
