'use client'

import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction } from '#lib/form-state.ts'

/**
 * What somebody wrote for a place that has no form any more: what they sent just now without scripts, and why it was not taken, or
 * the draft that they have.
 */
export function KeptReply({ action, here, draft }: { action: FormAction; here: string; draft: string }) {
  const [state] = useFormAction(action, here)
  const written = state.values?.body ?? draft
  if (!written) return null
  return (
    <div className="form">
      {state.message && <Notice kind="refused">{state.message}</Notice>}
      <TextArea name="body" label="What you wrote" defaultValue={written} readOnly required rows={6} help="It was not sent. Keep it safe before you go on." />
    </div>
  )
}

type OwnProps = { action: FormAction; commentId: string; here: string }

/** Changing a text that came back, and sending it again. It keeps its place. */
export function FixForm({ action, commentId, here, source }: OwnProps & { source: string }) {
  const [state, send] = useFormAction(action, here)
  const kept = useKeptWords(state)
  return (
    <form className="form" action={send} {...kept}>
      {state.status === 'refused' && !state.fields?.body && <Notice kind="refused">{state.message}</Notice>}
      <input type="hidden" name="commentId" value={commentId} />
      <TextArea name="body" label="Change it and send it again" state={state} defaultValue={source} required rows={6} />
      <div className="actions">
        <SubmitButton pending="Sending …">Send again</SubmitButton>
      </div>
    </form>
  )
}

type EditProps = OwnProps & {
  source: string
  /** Readers see an approved text meanwhile. */
  published: boolean
  /** Leads away from it. */
  back?: string
}

/** Changing a text that waits, or one that readers see: those keep seeing the approved one until the new one is read. */
export function EditForm({ action, commentId, here, source, published, back }: EditProps) {
  const [state, send] = useFormAction(action, here)
  const kept = useKeptWords(state)
  return (
    <form className="form" action={send} {...kept}>
      {state.status === 'refused' && !state.fields?.body && <Notice kind="refused">{state.message}</Notice>}
      <input type="hidden" name="commentId" value={commentId} />
      {back && <input type="hidden" name="back" value={back} />}
      <TextArea
        name="body"
        label="Your comment"
        state={state}
        defaultValue={source}
        required
        rows={6}
        help={published ? 'A moderator reads the new text first. Until then readers see the one that is there; afterwards they can see what was changed.' : 'It keeps its place in the queue.'}
      />
      <div className="actions">
        <SubmitButton pending="Sending …">Send the change</SubmitButton>
        {back && <a href={back}>Cancel</a>}
      </div>
    </form>
  )
}

/** What is left of a text before readers when it is taken back: of one that they do not see, nothing changes. */
export type Left = 'place' | 'nothing' | 'unseen'

const whatIsLeft: Record<Left, string> = {
  place: 'Readers stop seeing it at once. Replies to it stay, and where it stood it says that something was there, without your name and your words.',
  nothing: 'Readers stop seeing it at once, and nothing is left where it stood.',
  unseen: 'Nobody will read it any more, neither now nor later.',
}

type WithdrawProps = OwnProps & {
  /** Where it is said that it was done; where that is known anyway, nothing. */
  back?: string
  leaves: Left
  label?: string
  /** Which text, for people who hear the words alone: `your comment of 3 March 2026`. */
  of?: string
}

/** Taking an own text back, which nothing undoes: what happens is said before it is done. */
export function WithdrawForm({ action, commentId, here, back, leaves, label = 'Take it back', of }: WithdrawProps) {
  const [state, send] = useFormAction(action, here)
  const which = of && <span className="visually-hidden">: {of}</span>
  return (
    <details className="take-back" open={state.status === 'refused' || undefined}>
      <summary>
        {label} …{which}
      </summary>
      <form action={send}>
        <input type="hidden" name="commentId" value={commentId} />
        {back && <input type="hidden" name="back" value={back} />}
        <p>
          {whatIsLeft[leaves]} It is gone from your own pages too, for good: nobody can bring it back. Only the record of the moderators keeps it.
        </p>
        {state.status === 'refused' && <Notice kind="refused">{state.message}</Notice>}
        <SubmitButton look="plain" pending="Taking it back …">
          Take it back for good{which}
        </SubmitButton>
      </form>
    </details>
  )
}
