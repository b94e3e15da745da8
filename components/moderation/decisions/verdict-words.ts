import type { JudgedItem } from '#components/moderation/decisions/judged-item.ts'
import type { Does } from '#components/moderation/keys/key-table.ts'

/** How a verdict stands on its button, and which key presses it. Three dots: it asks for something first. */
export type VerdictWords = { does: Does; text: string }

/** The name of a verdict says what it does to this kind of thing. */
export function wordsOf(verdict: string, { kind, state }: Pick<JudgedItem, 'kind' | 'state'>): VerdictWords | null {
  switch (verdict) {
    case 'approve':
      if (kind === 'name') return { does: 'approve', text: 'Approve the name' }
      if (kind === 'guest_post') return { does: 'approve', text: 'Publish it' }
      if (kind === 'proposal') return { does: 'approve', text: 'Approve the change' }
      if (kind === 'comment_edit') return { does: 'approve', text: 'Approve the edit' }
      return { does: 'approve', text: state === 'rejected' ? 'Approve after all' : 'Approve' }
    case 'return':
      return { does: 'return', text: 'Return …' }
    case 'reject':
      return { does: 'reject', text: 'Reject …' }
    case 'hide':
      return { does: 'hide', text: kind === 'report' || kind === 'guest_post' ? 'Take it down …' : 'Hide …' }
    case 'restore':
      return { does: 'hide', text: kind === 'guest_post' ? 'Put it back' : 'Restore' }
    case 'dismiss':
      return { does: 'keep', text: 'Nothing wrong' }
    case 'uphold':
      return { does: 'keep', text: 'It stands …' }
    case 'overturn':
      return { does: 'overturn', text: 'Turn it round' }
    default:
      return null
  }
}
