import { Moment } from '#components/ui/moment.tsx'
import type { QueueItem } from '#lib/moderation/read-queue.ts'

/** What is known of who wrote it: name, since when, how earlier texts were decided. */
export function WriterRecord({ author }: { author: QueueItem['author'] }) {
  return (
    <section className="desk-aside">
      <h3>{author.handle && author.hasPage ? <a href={`/people/${author.handle}`}>{author.name}</a> : author.name || 'Without a name'}</h3>
      <p>{sayRecord(author.record)}</p>
      <p>
        {author.joinedAt ? (
          <>
            Here since <Moment at={author.joinedAt} />.
          </>
        ) : (
          'Has no account here; the text was imported.'
        )}
        {author.suspended && ' Suspended.'}
      </p>
    </section>
  )
}

function sayRecord({ approved, rejected, returned, waiting }: QueueItem['author']['record']): string {
  const parts = [
    [approved, 'approved'],
    [rejected, 'not published or taken down'],
    [returned, 'with the writer'],
    [waiting, 'waiting'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return said.length > 0 ? `${said.join(', ')}.` : 'Nothing was decided yet.'
}
