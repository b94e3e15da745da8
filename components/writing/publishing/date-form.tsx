import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { clockAt } from '#lib/time-zones.ts'

/** The day that an essay bears, to be corrected. */
export function DateForm({ postId, appears, now, action, here }: { postId: string; appears: Date; now: Date; action: FormAction; /** Where its answer is shown. */ here: string }) {
  return (
    <AnsweringForm
      action={action} hidden={{ postId }} button="Correct the date" look="plain" pending="Saving …" here={here}
      fields={[{
        kind: 'line', name: 'day', label: 'The date that it bears', type: 'date', required: true, defaultValue: clockAt(appears, 'UTC').day, max: clockAt(now, 'UTC').day,
        help: 'Lists, feeds and the archive order it by this. Its address stays, nobody is told of it anew, and its history says that the date was given.',
      }]}
    />
  )
}
