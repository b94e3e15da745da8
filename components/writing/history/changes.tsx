import '#components/writing/history/history.css'
import { TextChanges } from '#components/ui/text-changes.tsx'
import type { Comparison } from '#lib/posts/writing/compare-revisions.ts'

/** What differs between two texts, part by part. */
export function Changes({ of: { title, standfirst, excerpt, cover, notes, works, source, same } }: { of: Comparison }) {
  if (same) return <p>The two say the same.</p>
  const parts = [
    { name: 'Title', diff: title },
    { name: 'Standfirst', diff: standfirst },
    { name: 'Excerpt', diff: excerpt },
    { name: 'Cover', diff: cover },
    { name: 'Content notes', diff: notes },
    { name: 'Works', diff: works },
    { name: 'Text', diff: source },
  ].filter(({ diff }) => diff.length > 0)
  return parts.map(({ name, diff }) => (
    <section key={name} className="revision-part" aria-label={name}>
      <h2 className="revision-part-name">{name}</h2>
      <TextChanges parts={diff} />
    </section>
  ))
}
