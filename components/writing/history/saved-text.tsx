import { NotesHead } from '#components/posts/content-notes.tsx'
import { EssayCover } from '#components/posts/essay-cover.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { standInForRemote } from '#lib/rendering/stand-in-for-remote.ts'
import type { SavedText as Text } from '#lib/posts/writing/read-revision.ts'

/** A text as readers would see it, folded for nobody. */
export function SavedText({ text: { title, standfirst, cover, html, lang, notes } }: { text: Pick<Text, 'title' | 'standfirst' | 'cover' | 'html' | 'lang' | 'notes'> }) {
  return (
    <article className="essay" lang={lang}>
      <header className="essay-head">
        <h1 className="essay-title">{title || 'Without a title'}</h1>
        <NotesHead notes={notes} />
        {standfirst && <p className="standfirst">{standfirst}</p>}
      </header>
      {cover && <EssayCover cover={cover} />}
      {html === '' ? <p className="meta">Nothing is written yet.</p> : <StoredHtml html={standInForRemote(html)} />}
    </article>
  )
}
