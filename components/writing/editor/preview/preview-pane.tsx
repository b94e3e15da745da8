import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { Shown } from './use-preview.ts'

type Props = {
  shown: Shown
  title: string
  standfirst: string
  lang: string
  /** It has the page for itself, and with it the margin in which notes stand. */
  alone: boolean
}

/** The essay as its page will show it. */
export function PreviewPane({ shown: { preview, message }, title, standfirst, lang, alone }: Props) {
  return (
    <section className="writing-preview" aria-label="Preview" tabIndex={0}>
      {message && <p className="writing-preview-says">{message}</p>}
      <div className={alone ? 'essay' : undefined} lang={lang}>
        <div className="essay-head">
          <p className="essay-title">{title || 'Without a title'}</p>
          {standfirst && <p className="standfirst">{standfirst}</p>}
        </div>
        {preview && (preview.html ? <StoredHtml html={preview.html} /> : <p className="writing-preview-says">Nothing is written yet.</p>)}
      </div>
    </section>
  )
}
