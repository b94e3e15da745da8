import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { RejectedWithIt } from '#lib/moderation/people/read-person-measures.ts'

/** What was rejected together with a measure, and the way to take that back. */
export function PersonRejected({ rejected, undo }: { rejected: RejectedWithIt[]; undo: FormAction }) {
  return rejected.map(({ bulkId, texts, done, finished, undone }) => (
    <div key={bulkId} className="person-rejected">
      <p>
        <a href={`/moderation/bulk/${bulkId}`}>{finished ? `${sayTexts(done)} rejected with it` : `${done} of ${sayTexts(texts)} rejected with it so far`}</a>
        {undone && ', taken back'}
      </p>
      {finished && !undone && done > 0 && (
        <PressForm action={undo} fields={{ bulkId }} look="text" pending="Taking back …">
          {done === 1 ? 'Undo this rejection' : `Undo these ${done.toLocaleString('en-GB')} rejections`}
        </PressForm>
      )}
    </div>
  ))
}

function sayTexts(count: number): string {
  return count === 1 ? '1 text' : `${count.toLocaleString('en-GB')} texts`
}
