import '#components/posts/earlier-texts.css'
import { foldedBy, NotesHead, Unfold } from '#components/posts/content-notes.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import type { DiffPart } from '#lib/compare-texts.ts'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { EarlierText, PublishedHistory, PublishedText } from '#lib/posts/read-published-history.ts'

/** What readers have seen of an essay, the newest first. */
export function EarlierTexts({ history: { slug, texts, days } }: { history: PublishedHistory }) {
  return (
    <>
      <ol className="earlier-texts" role="list">
        {texts.map((text, place) => (
          <li key={text.id}>
            <p className="earlier-title">
              <a href={place === 0 && !text.until ? postPath(slug) : `${postPath(slug)}/history/${text.id}`}>{text.title}</a>
            </p>
            <p className="meta">
              <When text={text} />, {text.words.toLocaleString('en-GB')} {text.words === 1 ? 'word' : 'words'}
              {place < texts.length - 1 && (
                <>
                  {' · '}
                  <a href={`${postPath(slug)}/history/${text.id}#changed`}>
                    What changed<span className="visually-hidden"> on <Moment at={text.from} /></span>
                  </a>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
      {days.map(({ was, given, at }) => (
        <p key={at.toISOString()} className="meta">
          Since <Moment at={at} precision="minute" /> it bears the date of <Moment at={given} />, which its author gave it, and not of <Moment at={was} />.
        </p>
      ))}
    </>
  )
}

/** One text that readers saw: when, what was changed in it, and the text. */
export function OneEarlierText({ text }: { text: EarlierText }) {
  const topics = choosableOf(text.notes)
  return (
    <article className="essay" lang={text.lang} {...foldedBy(topics)}>
      <header className="essay-head">
        <h1 className="essay-title">{text.title}</h1>
        <NotesHead notes={text.notes} />
        {text.standfirst && <p className="standfirst noted-text">{text.standfirst}</p>}
        <p className="byline">
          <span>
            <When text={text} />
          </span>
          <span>
            <a href={postPath(text.slug)}>the essay as it is now</a>
          </span>
          <span>
            <a href={`${postPath(text.slug)}/history`}>all its texts</a>
          </span>
        </p>
      </header>
      <Unfold topics={topics} title={text.title} />
      {text.changes && <WhatChanged changes={text.changes} />}
      <StoredHtml className="prose noted-text" html={text.html} />
    </article>
  )
}

function WhatChanged({ changes }: { changes: NonNullable<EarlierText['changes']> }) {
  const parts: DiffPart[][] = [changes.title, changes.standfirst, changes.text].filter((parts) => parts.length > 0)
  if (parts.length === 0) return null
  return (
    <details className="earlier-changes noted-text" id="changed" open>
      <summary>What was changed</summary>
      {parts.map((part, place) => (
        <TextChanges key={place} parts={part} />
      ))}
    </details>
  )
}

function When({ text: { from, until } }: { text: PublishedText }) {
  if (!until) return <>Since <Moment at={from} precision="minute" /></>
  return (
    <>
      From <Moment at={from} precision="minute" /> to <Moment at={until} precision="minute" />
    </>
  )
}
