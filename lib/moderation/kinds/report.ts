import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'
import { refuse } from '#lib/refusal.ts'

const verdicts = ['hide', 'dismiss'] as const

/** Readers say that something published is wrong. All reports of one comment that wait are one item. */
export const report: ReviewKindModule = {
  kind: 'report',
  noun: 'report',
  verdicts,
  possible({ item, matter }) {
    if (item.state !== 'waiting') return []
    return matter.state === 'published' ? [...verdicts] : ['dismiss']
  },
  permit(viewer, { matter }) {
    return matter.authorId === viewer.id ? refuse('forbidden', 'This report is about a text of yours, so somebody else reads it.') : null
  },
  effect: (verdict) => (verdict === 'hide' ? { state: 'hidden' } : {}),
  matters: ({ matter }) => matter.state === 'published',
}
