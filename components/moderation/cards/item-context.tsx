import { clipHtml, wholeWords } from '#components/moderation/cards/clip-html.ts'
import { PrecedentList } from '#components/moderation/cards/precedent-list.tsx'
import { WriterRecord } from '#components/moderation/cards/writer-record.tsx'
import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { Precedent } from '#lib/moderation/decisions/read-precedents.ts'
import type { Neighbour } from '#lib/moderation/desk/read-contexts.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { workPath } from '#lib/works/work-path.ts'

/** Characters that are shown of what is answered, and of the others. */
const clipLengths = { parent: 900, other: 160 }
/** Levels that are still told apart in the narrow column. */
const deepest = 4

type Props = { item: QueueItem; neighbours: Neighbour[]; precedents: Precedent[] | null; now: Date }

/** What one looks at beside the text: who wrote it, under which essay, what stands around it, and how like texts were decided. */
export function ItemContext({ item, neighbours, precedents, now }: Props) {
  const top = Math.min(...neighbours.map(({ depth }) => depth))
  return (
    <aside className="desk-context" aria-label="Context">
      <WriterRecord author={item.author} itemId={item.id} now={now} />
      {item.post && (
        <section className="desk-aside" id={`context-${item.id}`} tabIndex={-1} aria-labelledby={`under-${item.id}`}>
          <h3 id={`under-${item.id}`}>
            Under <a href={postPath(item.post.slug)}>{item.post.title}</a>
          </h3>
          <p>
            <a href={deskAddress({ post: item.post.slug })}>All that waits here</a>
          </p>
          <ol className="desk-neighbours">
            {neighbours.map((neighbour) => (
              <li key={neighbour.id} data-depth={Math.min(neighbour.depth - top, deepest)} aria-current={neighbour.here ? 'true' : undefined}>
                <NeighbourText neighbour={neighbour} item={item} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {item.proposal?.slug && (
        <section className="desk-aside" aria-labelledby={`work-${item.id}`}>
          <h3 id={`work-${item.id}`}>
            <a href={workPath(item.proposal.slug)}>{item.proposal.title}</a>
          </h3>
          <p>
            <a href={`${workPath(item.proposal.slug)}/history`}>What was changed before</a>
          </p>
        </section>
      )}
      <PrecedentList itemId={item.id} made={precedents && precedents.map((each) => ({ ...each, at: each.at.toISOString() }))} now={now.toISOString()} />
    </aside>
  )
}

function NeighbourText({ neighbour, item }: { neighbour: Neighbour; item: QueueItem }) {
  const { here, name, state, id, text } = neighbour
  const isParent = id === item.parent?.id
  if (here) return <p className="desk-here">{sayHere(item, name || 'somebody')}</p>
  return (
    <>
      <p className="desk-neighbour-name">
        {state === 'published' ? <a href={`/c/${id}`}>{name || 'Somebody'}</a> : name || 'Somebody'}
        {isParent && <span> · is answered here</span>}
        {state !== 'published' && <span> · {state === 'held' ? 'waits too' : state}</span>}
      </p>
      {isParent && item.parent ? (
        <StoredHtml className="desk-neighbour-text" html={clipHtml(item.parent.html, clipLengths.parent)} />
      ) : (
        <p className="desk-neighbour-text">{clip(text)}</p>
      )}
    </>
  )
}

function sayHere({ subject, kind }: QueueItem, name: string): string {
  if (subject.state === 'published') return kind === 'comment_edit' ? `The approved text of ${name} stands here.` : `This text by ${name} stands here.`
  return `This text by ${name} would stand here.`
}

function clip(text: string): string {
  return text.length <= clipLengths.other ? text : `${wholeWords(text, clipLengths.other)} …`
}
