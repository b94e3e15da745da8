import { sayVerdict } from '#components/moderation/say-verdict.ts'
import { UndoForm } from '#components/moderation/undo-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { LogEntry } from '#lib/moderation/read-log.ts'

/** Who decided what and why, newest first. A table on a wide screen, one decision under the other on a phone. */
export function DecisionLog({ entries, undo }: { entries: LogEntry[]; undo: FormAction }) {
  if (entries.length === 0) return <p>Nothing was decided yet. The first verdict will stand here, with who gave it and why.</p>
  const numbers = new Map(entries.map((entry) => [entry.id, entry.seq]))
  return (
    <table className="desk-log">
      <caption className="visually-hidden">Decisions, newest first</caption>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">Text</th>
          <th scope="col">
            <span className="visually-hidden">Undo</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <LogRow key={entry.id} entry={entry} undid={numbers.get(entry.undoes ?? '')} undo={undo} />
        ))}
      </tbody>
    </table>
  )
}

/** @param undid the number of the decision that this one took back, when it stands on the same page */
function LogRow({ entry, undid, undo }: { entry: LogEntry; undid: number | undefined; undo: FormAction }) {
  const writer = entry.writer.name || 'somebody without a name'
  return (
    <tr id={`decision-${entry.seq}`} data-undone={entry.undone || undefined}>
      <td className="desk-log-number">{entry.seq}</td>
      <td className="desk-log-when">
        <Moment at={entry.at} precision="minute" />
      </td>
      <td className="desk-log-who">{entry.by.name}</td>
      <td>
        <strong>{sayVerdict(entry.action)}</strong>
        {entry.undone && <span className="desk-undone"> taken back</span>}
        {undid && (
          <>
            {' '}
            <a href={`#decision-${undid}`}>no. {undid}</a>
          </>
        )}
        <Why reason={entry.reason} />
      </td>
      <td className="desk-log-text">
        <p>{entry.excerpt}</p>
        <p className="meta">
          {writer} under {entry.commentId && entry.toState === 'published' && entry.canUndo ? <a href={`/c/${entry.commentId}`}>{entry.post.title}</a> : entry.post.title}
        </p>
      </td>
      <td>{entry.canUndo && <UndoForm action={undo} decisionId={entry.id} of={`“${sayVerdict(entry.action)}” of ${writer}, number ${entry.seq}`} onward="log" />}</td>
    </tr>
  )
}

/** The reason as the team calls it, and the moderator's own words. */
function Why({ reason }: { reason: LogEntry['reason'] }) {
  const label = reason.code === 'other' ? '' : reason.label
  if (!label && !reason.note) return null
  return (
    <p className="desk-log-why">
      {label}
      {label && reason.note && ': '}
      {reason.note && <q>{reason.note}</q>}
    </p>
  )
}
