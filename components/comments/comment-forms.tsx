'use client'

import { useActionState } from 'react'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'

type ReplyProps = {
  action: FormAction
  slug: string
  /** The comment that is answered; empty for the essay itself. */
  parentId: string
  /** Made by the server for this form, so that sending twice posts once. */
  idempotencyKey: string
  /** Where the form stands, for browsers that send it without JavaScript. */
  here: string
  /** `Reply to Ada` */
  label: string
  /** Leads away from answering this comment. */
  cancel?: string
}

/** Writing a reply. Works without JavaScript; a refusal keeps every word. */
export function ReplyForm({ action, slug, parentId, idempotencyKey, here, label, cancel }: ReplyProps) {
  const [state, send] = useActionState(action, fresh, here)
  return (
    <form className="form" action={send}>
      <Answer state={state} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="parentId" value={parentId} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <TextArea
        name="body"
        label={label}
        state={state}
        required
        rows={6}
        help="Markdown works: *italics*, > quotations, links. A moderator reads every reply before it appears."
      />
      <div className="actions">
        <SubmitButton pending="Sending …">Send reply</SubmitButton>
        {cancel && <a href={cancel}>Cancel</a>}
      </div>
    </form>
  )
}

/** What somebody without scripts sent to a place that has no form any more: why it was not taken, and every word of it. */
export function KeptReply({ action, here }: { action: FormAction; here: string }) {
  const [state] = useActionState(action, fresh, here)
  const written = state.values?.body
  if (!written) return null
  return (
    <div className="form">
      <Notice kind="refused">{state.message}</Notice>
      <TextArea name="body" label="What you wrote" defaultValue={written} readOnly required rows={6} help="It was not sent. Keep it safe before you go on." />
    </div>
  )
}

function Answer({ state }: { state: FormState }) {
  if (state.status === 'fresh' || !state.message) return null
  if (state.status === 'done') return <Notice kind="waiting">{state.message}</Notice>
  return state.fields?.body ? null : <Notice kind="refused">{state.message}</Notice>
}

type OwnProps = { action: FormAction; commentId: string; here: string }

/** Changing a text that came back, and sending it again. It keeps its place. */
export function FixForm({ action, commentId, here, source }: OwnProps & { source: string }) {
  const [state, send] = useActionState(action, fresh, here)
  return (
    <form className="form" action={send}>
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
  const [state, send] = useActionState(action, fresh, here)
  return (
    <form className="form" action={send}>
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
        help={published ? 'A moderator reads the new text first. Until then readers see the one that is there.' : 'It keeps its place in the queue.'}
      />
      <div className="actions">
        <SubmitButton pending="Sending …">Send the change</SubmitButton>
        {back && <a href={back}>Cancel</a>}
      </div>
    </form>
  )
}

type WithdrawProps = OwnProps & {
  label?: string
  /** Which text, for people who hear the words alone: `your comment of 3 March 2026`. */
  of?: string
}

/** Taking an own text back, which nothing undoes: what happens is said before it is done. */
export function WithdrawForm({ action, commentId, here, label = 'Take it back', of }: WithdrawProps) {
  const [state, send] = useActionState(action, fresh, here)
  const which = of && <span className="visually-hidden">: {of}</span>
  return (
    <details className="take-back" open={state.status === 'refused' || undefined}>
      <summary>
        {label} …{which}
      </summary>
      <form action={send}>
        <input type="hidden" name="commentId" value={commentId} />
        <p>It will be gone for everybody, and for you too; nobody can bring it back. Replies to it stay.</p>
        {state.status === 'refused' && <Notice kind="refused">{state.message}</Notice>}
        <SubmitButton look="plain" pending="Taking it back …">
          Take it back for good{which}
        </SubmitButton>
      </form>
    </details>
  )
}
