import { keyed } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'

/** From the card to the person and to the conversation around it. */
export function CardLinks({ itemId, author, withContext = true }: { itemId: string; author: QueueItem['author']; withContext?: boolean }) {
  return (
    <p className="desk-card-links">
      {author.handle && (
        <a href={`/moderation/people/${author.handle}`} {...keyed('person')}>
          {author.name || 'Person'} <Key of="person" />
        </a>
      )}
      {withContext && (
        <a href={`#context-${itemId}`} {...keyed('context')}>
          Context <Key of="context" />
        </a>
      )}
    </p>
  )
}
