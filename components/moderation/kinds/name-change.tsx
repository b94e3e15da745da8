import '#components/moderation/kinds/name-change.css'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'

/** The name that readers know beside the one that is asked for. @param html of the new one, with what rules speak of marked */
export function NameChange({ item, html }: { item: Pick<QueueItem, 'formerName' | 'subject'>; html: string }) {
  const approved = item.subject.state === 'published'
  return (
    <dl className="name-change" aria-label="The two names">
      <div>
        <dt>{approved ? 'Readers knew' : 'Readers know'}</dt>
        <dd>{item.formerName}</dd>
      </div>
      <div>
        <dt>{approved ? 'Readers see now' : 'Asks to be called'}</dt>
        <dd>
          <StoredHtml className="name-change-new" html={html} />
        </dd>
      </div>
    </dl>
  )
}
