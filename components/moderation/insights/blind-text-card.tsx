import { PressForm } from '#components/people/press-form.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { blindVerdicts } from '#lib/moderation/insights/blind-verdicts.ts'
import type { BlindText } from '#lib/moderation/insights/read-blind.ts'

const words = { approve: 'I would approve it', return: 'I would return it for edits', reject: 'I would reject it' }

/** A text to be judged blind: what it was under and what it answered, and nothing that tells how it was decided. */
export function BlindTextCard({ text, say }: { text: BlindText; say: FormAction }) {
  return (
    <article className="blind-card" aria-labelledby="blind-of">
      <h2 id="blind-of">Under “{text.post.title}”</h2>
      {text.post.notes && <p className="content-note">{text.post.notes}</p>}
      {text.post.standfirst && <p className="meta">{text.post.standfirst}</p>}
      {text.parent && (
        <blockquote className="blind-parent" aria-label="What it answers">
          <StoredHtml className="prose" html={text.parent.html} />
        </blockquote>
      )}
      <StoredHtml className="prose blind-text" html={text.html} />
      <div className="blind-verdicts">
        {blindVerdicts.map((verdict) => (
          <PressForm key={verdict} action={say} fields={{ readingId: text.readingId, verdict }} look="plain">
            {words[verdict]}
          </PressForm>
        ))}
      </div>
    </article>
  )
}
