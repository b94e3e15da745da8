import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import type { ShownText } from '#lib/comments/read-text-history.ts'

/** The texts that a comment had before readers, newest first, each with what was changed in it. */
export function TextHistory({ texts }: { texts: ShownText[] }) {
  return (
    <ol className="text-history" role="list">
      {texts.map(({ id, from, html, changes }, place) => (
        <li key={id}>
          <h2 className="section-title">
            {place === 0 ? 'Since ' : 'From '}
            <Moment at={from} precision="minute" />
          </h2>
          {changes && <TextChanges parts={changes} />}
          {changes ? (
            <details className="own-change">
              <summary>Read this text whole</summary>
              <StoredHtml className="prose comment-text" html={html} />
            </details>
          ) : (
            <StoredHtml className="prose comment-text" html={html} />
          )}
        </li>
      ))}
    </ol>
  )
}
