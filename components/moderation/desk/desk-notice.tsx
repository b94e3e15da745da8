import { sayEntry } from '#components/moderation/decisions/recently-decided.tsx'
import { sayAgain, sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { UndoForm } from '#components/moderation/decisions/undo-form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { LogEntry } from '#lib/moderation/log/read-log.ts'

type Props = {
  undo: FormAction
  /** A decision that led here, if one did. */
  decided: string | undefined
  /** A decision whose undoing led here, if one did. */
  undone: string | undefined
  recent: LogEntry[]
  /** The address names an item that is not there. */
  lost: boolean
}

/** What was just done, on the page that follows it. Says nothing that the log does not say. */
export function DeskNotice({ undo, decided, undone, recent, lost }: Props) {
  const decision = recent.find((entry) => entry.id === decided)
  const back = recent.find((entry) => entry.undoes !== null && entry.undoes === undone)
  if (decision) {
    return (
      <Notice kind="done">
        {sayVerdict(decision.action)}: {sayEntry(decision)}.{' '}
        {decision.canUndo && <UndoForm action={undo} decisionId={decision.id} of={`“${sayVerdict(decision.action)}: ${sayEntry(decision)}”`} onward="item" />}
      </Notice>
    )
  }
  if (back) return <Notice kind="done">Taken back: {sayEntry(back)} {sayAgain(back.toState ?? '')}.</Notice>
  return lost ? <Notice kind="refused">There is no such item in the queue. Here is what waits.</Notice> : null
}
