import { sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { UndoForm } from '#components/moderation/decisions/undo-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { LogEntry } from '#lib/moderation/log/read-log.ts'
import { workPath } from '#lib/works/work-path.ts'

/** Who decided what and why, newest first. A table on a wide screen, one decision under the other on a phone. */
export function DecisionLog({ entries, undo, back }: { entries: LogEntry[]; undo: FormAction; back: string }) {
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
          <LogRow key={entry.id} entry={entry} undo={undo} back={back} />
        ))}
      </tbody>
    </table>
  )
}

function LogRow({ entry, undo, back }: { entry: LogEntry; undo: FormAction; back: string }) {
  const writer = entry.writer.name || 'somebody without a name'
  return (
    <tr id={`decision-${entry.seq}`} data-undone={entry.undone || undefined}>
      <td className="desk-log-number">
        <a href={storyOf(entry.seq)} aria-label={`Number ${entry.seq}: the whole story`}>
          {entry.seq}
        </a>
      </td>
      <td className="desk-log-when">
        <Moment at={entry.at} precision="minute" />
      </td>
      <td className="desk-log-who">{entry.by.name}</td>
      <td>
        <WhatWasDone entry={entry} />
        <Why entry={entry} />
      </td>
      <td className="desk-log-text">
        <p>{entry.excerpt}</p>
        <p className="meta">
          {writer}
          {entry.work && <> for {entry.work.slug ? <a href={workPath(entry.work.slug)}>{entry.work.title}</a> : entry.work.title}</>}
          {entry.post && entry.kind !== 'guest_post' && <> under {entry.commentId && entry.toState === 'published' && entry.canUndo ? <a href={`/c/${entry.commentId}`}>{entry.post.title}</a> : entry.post.title}</>}
        </p>
      </td>
      <td>{entry.canUndo && <UndoForm action={undo} decisionId={entry.id} of={`“${sayVerdict(entry.action)}” of ${writer}, number ${entry.seq}`} onward="log" back={back} />}</td>
    </tr>
  )
}

/** The address of a decision. */
export function storyOf(seq: number): string {
  return `/moderation/log/${seq}`
}

/** The verdict, on what if that is no plain comment, and what became of it. */
export function WhatWasDone({ entry }: { entry: LogEntry }) {
  return (
    <>
      <strong>{sayVerdict(entry.action)}</strong>
      {entry.kind !== 'comment' && <span className="desk-log-kind">, {entry.noun}</span>}
      {entry.undoneBySeq !== null && (
        <>
          {' '}
          <a className="desk-undone" href={storyOf(entry.undoneBySeq)}>
            taken back
          </a>
        </>
      )}
      {entry.undoesSeq !== null && (
        <>
          {' '}
          <a href={storyOf(entry.undoesSeq)}>no. {entry.undoesSeq}</a>
        </>
      )}
    </>
  )
}

/** The reason as the team calls it, the moderator's own words, and the words of the text that they are about. */
export function Why({ entry: { reason, passage } }: { entry: LogEntry }) {
  const label = reason.code === 'other' ? '' : reason.label
  if (!label && !reason.note && !passage) return null
  return (
    <p className="desk-log-why">
      {label}
      {label && reason.note && ': '}
      {reason.note && <q>{reason.note}</q>}
      {passage && (
        <>
          {' '}
          about the words <q>{passage}</q>
        </>
      )}
    </p>
  )
}
