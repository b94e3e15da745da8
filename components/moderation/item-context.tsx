import { clipHtml } from '#components/moderation/clip-html.ts'
import { WriterRecord } from '#components/moderation/writer-record.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { Neighbour } from '#lib/moderation/read-context.ts'
import type { QueueItem } from '#lib/moderation/read-queue.ts'
import { postPath } from '#lib/posts/post-path.ts'

/** Characters that are shown of what is answered, and of the others. */
const clipLengths = { parent: 900, other: 160 }
/** Levels that are still told apart in the narrow column. */
const deepest = 4

/** What one looks at beside the text: who wrote it, under which essay, and what stands around it. */
export function ItemContext({ item, neighbours }: { item: QueueItem; neighbours: Neighbour[] }) {
  const top = Math.min(...neighbours.map(({ depth }) => depth))
  return (
    <aside className="desk-context" aria-label="Context">
      <WriterRecord author={item.author} />
      <section className="desk-aside">
        <h3>
          Under <a href={postPath(item.post.slug)}>{item.post.title}</a>
        </h3>
        <ol className="desk-neighbours">
          {neighbours.map((neighbour) => (
            <li key={neighbour.id} data-depth={Math.min(neighbour.depth - top, deepest)} aria-current={neighbour.here ? 'true' : undefined}>
              <NeighbourText neighbour={neighbour} isParent={neighbour.id === item.parent?.id} />
            </li>
          ))}
        </ol>
      </section>
    </aside>
  )
}

function NeighbourText({ neighbour, isParent }: { neighbour: Neighbour; isParent: boolean }) {
  const { here, name, state, id, html } = neighbour
  if (here) return <p className="desk-here">This text by {name || 'somebody'} would stand here.</p>
  return (
    <>
      <p className="desk-neighbour-name">
        {state === 'published' ? <a href={`/c/${id}`}>{name || 'Somebody'}</a> : name || 'Somebody'}
        {isParent && <span> · is answered here</span>}
        {state !== 'published' && <span> · {sayPlace(state)}</span>}
      </p>
      <StoredHtml className="desk-neighbour-text" html={clipHtml(html, isParent ? clipLengths.parent : clipLengths.other)} />
    </>
  )
}

function sayPlace(state: string): string {
  return state === 'held' ? 'waits too' : state
}
