import type { BulkLine, BulkProgress } from '#lib/moderation/bulk/read-bulk.ts'

const words: Record<string, { order: string; past: string }> = {
  approve: { order: 'Approve', past: 'approved' },
  return: { order: 'Return', past: 'returned' },
  reject: { order: 'Reject', past: 'rejected' },
  hide: { order: 'Hide', past: 'hidden' },
  restore: { order: 'Restore', past: 'restored' },
  dismiss: { order: 'Find nothing wrong with', past: 'found to be in order' },
  uphold: { order: 'Uphold the decisions about', past: 'upheld' },
  overturn: { order: 'Turn round the decisions about', past: 'turned round' },
  undo: { order: 'Undo', past: 'taken back' },
}

/** What to do, as a button says it: `Reject`. */
export function sayOrder(action: string): string {
  return words[action]?.order ?? 'Decide'
}

/** What a bulk is: `Reject 12 texts by Nia`, `Undo “Reject 12 texts by Nia”`. */
export function sayBulk({ action, undoneAction, title }: Pick<BulkLine, 'action' | 'undoneAction' | 'title'>): string {
  return action === 'undo' ? `Undo “${sayOrder(undoneAction ?? '')} ${title}”` : `${sayOrder(action)} ${title}`
}

/** How far it came, as one or two short sentences. */
export function sayProgress({ phase, total, done, skipped }: BulkProgress, { action, stoppedBy }: Pick<BulkLine, 'action' | 'stoppedBy'>): string {
  const count = (number: number) => number.toLocaleString('en-GB')
  const came = `${count(done + skipped)} of ${count(total)} done`
  switch (phase) {
    case 'queued':
      return done + skipped === 0 ? 'Begins in a moment.' : `${came}. Goes on in a moment.`
    case 'working':
      return `${came}.`
    case 'stopped':
      return `${came}; ${stoppedBy ? `${stoppedBy} stopped it` : 'stopped'}.`
    case 'broken':
      return `${came}; broken off.`
    case 'finished':
      return `${count(done)} ${words[action]?.past ?? 'decided'}${skipped === 0 ? '.' : action === 'undo' ? `, ${count(skipped)} left as they are.` : `, ${count(skipped)} left out.`}`
  }
}

/** The button that takes a bulk back. */
export function sayUndoAll({ done }: Pick<BulkProgress, 'done'>): string {
  return done === 1 ? 'Undo it' : `Undo all ${done.toLocaleString('en-GB')}`
}

/** Whether it changes by itself from here. */
export function isRunning({ phase }: Pick<BulkProgress, 'phase'>): boolean {
  return phase === 'queued' || phase === 'working' || phase === 'broken'
}
