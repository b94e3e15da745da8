import type { ReactNode } from 'react'

/** Folds a text by somebody whom the viewer mutes, name and all. It is one press away. */
export function MutedText({ muted, children }: { muted: boolean; children: ReactNode }) {
  if (!muted) return children
  return (
    <details className="muted-text">
      <summary>A reply by somebody you muted</summary>
      {children}
    </details>
  )
}
