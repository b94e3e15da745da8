import '#components/writing/history/history.css'
import { Changes } from '#components/writing/history/changes.tsx'
import { SayRevision } from '#components/writing/history/say-revision.tsx'
import { compareRevisions } from '#lib/posts/writing/compare-revisions.ts'
import type { SavedText } from '#lib/posts/writing/read-revision.ts'

/** Two texts for one essay: what differs, and each of them whole. */
export function TwoTexts({ draft, aside }: { draft: SavedText; aside: SavedText }) {
  return (
    <>
      <ul className="revision-says">
        <li>
          The draft: <SayRevision text={draft} />
        </li>
        <li>
          The other text: <SayRevision text={aside} />
        </li>
      </ul>
      <section className="history" aria-labelledby="differs">
        <h2 className="section-title" id="differs">
          What the other text has otherwise
        </h2>
        <Changes of={compareRevisions(draft, aside)} />
      </section>
      <div className="both-texts">
        <Whole name="The draft, whole" text={draft} />
        <Whole name="The other text, whole" text={aside} />
      </div>
    </>
  )
}

function Whole({ name, text: { title, standfirst, source, lang } }: { name: string; text: SavedText }) {
  return (
    <details>
      <summary>{name}</summary>
      <div className="both-source" lang={lang}>
        {[title, standfirst, source].filter((part) => part !== '').join('\n\n')}
      </div>
    </details>
  )
}
