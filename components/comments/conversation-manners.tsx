import { StoredHtml } from '#components/ui/stored-html.tsx'
import { sayDay } from '#components/ui/moment.tsx'
import type { Manners } from '#lib/posts/read-post.ts'
import { sayWait } from '#lib/screening/say-wait.ts'

/** What the author of an essay asks of those who answer, above the form. */
export function ConversationManners({ manners: { guidelinesHtml, knownOnly, everySeconds, closesAt } }: { manners: Manners }) {
  const says = [
    knownOnly && 'Only people of whom something was approved on this site can reply here.',
    everySeconds !== null && `This conversation is a slow one: everybody sends one text every ${sayWait(everySeconds).replace(/^1 /, '')}.`,
    closesAt && `It ends on ${sayDay(closesAt)}.`,
  ].filter((line) => line !== false && line !== null)
  if (guidelinesHtml === '' && says.length === 0) return null
  return (
    <aside className="manners" aria-label="What the author asks of you">
      {guidelinesHtml !== '' && <StoredHtml className="prose comment-text" html={guidelinesHtml} />}
      {says.length > 0 && <p>{says.join(' ')}</p>}
    </aside>
  )
}
