import { BulkMeter } from '#components/moderation/bulk/bulk-meter.tsx'
import { BulkTexts } from '#components/moderation/bulk/bulk-texts.tsx'
import { isRunning, sayBulk, sayUndoAll } from '#components/moderation/bulk/say-bulk.ts'
import { sayDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { BulkView } from '#lib/moderation/bulk/read-bulk.ts'

export type BulkActions = { stop: FormAction; resume: FormAction; undo: FormAction }

type Props = {
  bulk: BulkView
  actions: BulkActions
  /** Asked not to load itself anew, without a script. */
  still: boolean
  now: Date
}

/** One bulk: what was asked for, how far it came, what can be done about it, and what was left out. */
export function BulkPage({ bulk, actions, still, now }: Props) {
  const { reason } = bulk
  return (
    <div className="bulk-page">
      <header className="desk-head">
        <h1 id="bulk-title" tabIndex={-1}>
          {sayBulk(bulk)}
        </h1>
        <p className="meta">
          {bulk.by.name} asked for it {sayDuration(secondsSince(bulk.at, now))} ago
          {(reason.label || reason.note) && <> · {[reason.label, reason.note && `“${reason.note}”`].filter(Boolean).join(': ')}</>}
        </p>
      </header>
      <BulkMeter id={bulk.id} progress={bulk} of={bulk} />
      {isRunning(bulk) && <ReloadsItself id={bulk.id} still={still} />}
      <BulkControls bulk={bulk} actions={actions} />
      <BulkTexts bulk={bulk} />
      <p className="bulk-onward">
        <a href="/moderation">Back to the queue</a> <a href="/moderation/bulk">Many at once</a>
      </p>
    </div>
  )
}

/** Without a script the page asks for itself anew, until somebody who reads slowly says no. */
function ReloadsItself({ id, still }: { id: string; still: boolean }) {
  const address = `/moderation/bulk/${id}`
  return (
    <noscript>
      {!still && <meta httpEquiv="refresh" content="3" />}
      <p className="meta">
        {still ? <a href={address}>Look again, and again by itself</a> : <>This page looks again every few seconds. <a href={`${address}?still=yes`}>Keep it still</a></>}
      </p>
    </noscript>
  )
}

function BulkControls({ bulk, actions }: { bulk: BulkView; actions: BulkActions }) {
  const fields = { bulkId: bulk.id }
  const undoable = bulk.action !== 'undo' && bulk.undoneById === null && bulk.done > 0
  return (
    <div className="actions bulk-controls">
      {(bulk.phase === 'stopped' || bulk.phase === 'broken') && (
        <PressForm action={actions.resume} fields={fields} pending="Going on …">
          Go on
        </PressForm>
      )}
      {isRunning(bulk) && (
        <PressForm action={actions.stop} fields={fields} look="plain" pending="Stopping …">
          Stop
        </PressForm>
      )}
      {undoable && !isRunning(bulk) && (
        <PressForm action={actions.undo} fields={fields} look="plain" pending="Taking back …">
          {sayUndoAll(bulk)}
        </PressForm>
      )}
      {bulk.undoneById && (
        <p>
          It was taken back: <a href={`/moderation/bulk/${bulk.undoneById}`}>what came of that</a>
        </p>
      )}
      {bulk.undoesId && (
        <p>
          <a href={`/moderation/bulk/${bulk.undoesId}`}>What it takes back</a>
        </p>
      )}
    </div>
  )
}
