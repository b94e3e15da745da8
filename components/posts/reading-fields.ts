import type { FormField } from '#components/people/answering-form.tsx'
import { choosable } from '#lib/posts/content-notes/choosable.ts'
import type { ReadingChoices } from '#lib/posts/content-notes/choosable.ts'
import { sayChoosable } from '#lib/posts/content-notes/say-choosable.ts'

const ways = [
  { value: 'show', label: 'Show it' },
  { value: 'fold', label: 'Fold the text' },
  { value: 'leave_out', label: 'Leave it out of lists' },
]

/** One choice for each topic, as somebody has chosen until now. */
export function readingFields({ fold, leaveOut }: ReadingChoices): FormField[] {
  return choosable.map((each): FormField => {
    const { label, holds } = sayChoosable(each)
    const chosen = leaveOut.includes(each) ? 'leave_out' : fold.includes(each) ? 'fold' : 'show'
    return { kind: 'choice', name: each, label, help: holds, required: true, defaultValue: chosen, options: ways }
  })
}
