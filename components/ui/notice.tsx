import type { ReactNode } from 'react'

/** `said` for something to know, `done` for what went well, `refused` for what did not, `waiting` for what is held. */
type Kind = 'said' | 'done' | 'refused' | 'waiting'

const classes: Record<Kind, string> = {
  said: 'notice',
  done: 'notice',
  refused: 'notice notice-refused',
  waiting: 'notice notice-waiting',
}

/** A sentence about what happened, read out when it appears; a refusal interrupts, the rest waits its turn. */
export function Notice({ kind = 'said', title, children }: { kind?: Kind; title?: string; children?: ReactNode }) {
  return (
    <div className={classes[kind]} role={kind === 'refused' ? 'alert' : 'status'}>
      {title && <strong className="notice-title">{title}</strong>}
      {children}
    </div>
  )
}
