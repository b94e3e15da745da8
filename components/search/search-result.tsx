import { AuthorNames } from '#components/posts/author-names.tsx'
import { foldedBy, Unfold } from '#components/posts/content-notes.tsx'
import { sayReplies } from '#components/posts/say-count.ts'
import { MarkedText } from '#components/search/marked-text.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { searchKinds } from '#lib/search/kinds/registry.ts'
import type { SearchResult as Result } from '#lib/search/read-search.ts'

/** One thing found: what it is called, what it is, and the words around what was looked for. */
export function SearchResult({ result: { kind, path, title, lang, at, by, replies, notes, topics, section, snippet, folded } }: { result: Result }) {
  return (
    <li {...foldedBy(topics)}>
      <h2 className={`search-title ${kind === 'comment' ? 'search-title-said' : ''}`.trim()} lang={lang || undefined}>
        <a href={path}>
          <MarkedText pieces={title} />
        </a>
      </h2>
      <p className="line-facts">
        <span>{searchKinds.find(({ name }) => name === kind)?.singular}</span>
        {kind !== 'comment' && by.length > 0 && (
          <span>
            <AuthorNames authors={by.flatMap(({ name, handle }) => (handle ? [{ name, handle }] : []))} />
          </span>
        )}
        {at && (
          <span>
            <Moment at={at} />
          </span>
        )}
        {replies !== null && replies > 0 && <span>{sayReplies(replies)}</span>}
      </p>
      {notes && <p className="content-note">{notes}</p>}
      <Unfold topics={topics} title={title.map(({ text }) => text).join('')} />
      <p className="search-snippet noted-text" lang={lang || undefined}>
        {section.length > 0 && (
          <span className="search-section">
            <MarkedText pieces={section} />:{' '}
          </span>
        )}
        <MarkedText pieces={snippet} />
      </p>
      {folded && <p className="search-folded noted-text">The words stand in a part that is folded away.</p>}
    </li>
  )
}
