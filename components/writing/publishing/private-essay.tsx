import './publishing.css'
import type { ReactNode } from 'react'
import { foldedBy, NotesHead, Unfold } from '#components/posts/content-notes.tsx'
import { EssayCover } from '#components/posts/essay-cover.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import type { PrivateText } from '#lib/posts/publishing/private-text.ts'

type Props = {
  text: PrivateText
  /** The text and the address of its cover, with what lets their pictures load. */
  pictures: { html: string; cover: string }
  about: ReactNode
  /** The page has a heading above it already. */
  headed?: true
}

/** A text that is not public, for whoever was given a way to it: no comments, no neighbours, nothing that leads on. @param about why they see it */
export function PrivateEssay({ text, pictures, about, headed }: Props) {
  const Title = headed ? 'h2' : 'h1'
  const topics = choosableOf(text.contentNotes)
  return (
    <article className="essay column" lang={text.lang} {...foldedBy(topics)}>
      <p className="private-about" lang="en">
        {about}
      </p>
      <header className="essay-head">
        <Title className="essay-title">{text.title || 'Without a title'}</Title>
        <NotesHead notes={text.contentNotes} />
        {text.standfirst && <p className="standfirst noted-text">{text.standfirst}</p>}
        <p className="byline">
          <span>{text.authors.join(', ')}</span>
        </p>
      </header>
      <Unfold topics={topics} title={text.title} />
      {text.cover && <EssayCover cover={text.cover} url={pictures.cover} />}
      {text.late && <p lang="en">The words are still being prepared to be shown. Please come back in a minute.</p>}
      <StoredHtml className="prose noted-text" html={pictures.html} />
    </article>
  )
}
