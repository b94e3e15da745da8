import '#components/moderation/kinds/name-change.css'
import { Fragment } from 'react'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'
import type { Alike } from '#lib/moderation/names/alike.ts'

/** Says whom a name could be taken for by those who read it; nothing when it is like nobody's. */
export function NameAlike({ item }: { item: Pick<QueueItem, 'alike' | 'kind' | 'text' | 'author'> }) {
  if (item.alike.length === 0) return null
  return (
    <p className="name-alike">
      <strong>The name “{item.kind === 'name' ? item.text : item.author.name}” can be taken for</strong>{' '}
      {item.alike.map((one, place) => (
        <Fragment key={one.handle ?? one.name}>
          {place > 0 && ', or for '}
          <Who alike={one} />
        </Fragment>
      ))}
      .
    </p>
  )
}

const does: Record<string, string> = { author: 'who writes here', moderator: 'who moderates here', administrator: 'who looks after this site' }

function Who({ alike: { name, handle, role } }: { alike: Alike }) {
  if (handle === null) return <>a word of {name} itself</>
  return (
    <>
      <a href={`/moderation/people/${handle}`}>
        {name} (@{handle})
      </a>
      , {does[role ?? ''] ?? 'of the team'}
    </>
  )
}
