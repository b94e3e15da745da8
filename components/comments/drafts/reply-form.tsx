'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import { keepWhileTyping, textIn } from './keep-while-typing.ts'
import type { Told } from './keep-while-typing.ts'
import { dropCopy, readCopy, writeCopy } from './local-copy.ts'
import { OtherText } from './other-text.tsx'
import { choices, sayLocal, sayRemembered, sayTold, whatStoodBefore } from './say-draft.ts'

type Draft = { id: string | null; body: string; version: number; savedAt: Date; saidAt: string; aside: { body: string; saidAt: string } | null }

export type ReplyFormProps = {
  action: FormAction
  slug: string
  /** The comment that is answered; empty for the essay itself. */
  parentId: string
  /** Made by the server for this form, so that sending twice posts once. */
  idempotencyKey: string
  /** Where the form stands: for browsers that send it without JavaScript, and for the way back from the door. */
  here: string
  /** `Reply to Ada` */
  label: string
  /** Leads away from answering this comment. */
  cancel?: string
  /** The writer's handle; empty when nobody is signed in. */
  by: string
  /** What they have written before, here or on another device. */
  draft: Draft | null
  /** What they brought along from before they signed in, where it did not fit beside what they have; empty nearly always. */
  brought: string
}

/** Writing a reply. Works without JavaScript and before one has signed in; nothing that was typed is lost by anything. */
export function ReplyForm(props: ReplyFormProps) {
  const { action, slug, parentId, idempotencyKey, here, label, cancel, by, draft, brought } = props
  const [state, send] = useFormAction(action, here)
  const kept = useKeptWords(state)
  const form = useRef<HTMLFormElement>(null)
  const { told, other, conflict, version, choose } = useKeeping(form, props, state)
  const known = conflict ?? other
  return (
    <form className="form" action={send} {...kept} ref={form}>
      <Answer state={state} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="parentId" value={parentId} />
      <input type="hidden" name="here" value={here} />
      {by ? <input type="hidden" name="idempotencyKey" value={idempotencyKey} /> : <input type="hidden" name="door" value="yes" />}
      {by && <input type="hidden" name="draftVersion" value={conflict?.version ?? version} />}
      {draft?.id && <input type="hidden" name="draftId" value={draft.id} />}
      {known && <Choice other={known} choose={choose} />}
      {draft?.aside && <Aside aside={draft.aside} />}
      {brought && (
        <OtherText says="The text that you brought along from before you signed in does not fit beside the drafts that you have, so it was not put here. It can be read and copied for an hour from when you wrote it." body={brought} />
      )}
      <TextArea
        name="body"
        id="reply-text"
        label={label}
        state={state}
        defaultValue={draft?.body ?? ''}
        required
        rows={6}
        help={`Markdown works: *italics*, > quotations, links. A moderator reads every reply before it appears.${by ? '' : ' You can write now and sign in afterwards: your text comes along, and is sent when you send it.'}`}
      />
      <div className="actions">
        <SubmitButton pending={by ? 'Sending …' : 'One moment …'}>{by ? 'Send reply' : 'Sign in to send it'}</SubmitButton>
        {by && (
          <Button look="plain" name="intent" value="keep" formNoValidate>
            Keep as a draft
          </Button>
        )}
        {cancel && <a href={cancel}>Cancel</a>}
      </div>
      <DraftLine told={told} draft={draft} by={by} />
    </form>
  )
}

/** What is known of another text: where it stands, what follows from choosing, and whose copy in this browser it is. */
type Other = { body: string; version: number | null; says: string; copyOf?: string }

/** All that a script adds: keeping what is typed, offering what this browser remembers, choosing between two texts. */
function useKeeping(form: { current: HTMLFormElement | null }, { slug, parentId, by, draft, idempotencyKey }: ReplyFormProps, state: FormState) {
  const [told, setTold] = useState<Told | null>(null)
  const [other, setOther] = useState<Other | null>(null)
  const [version, setVersion] = useState(draft?.version ?? 0)
  const present = useRef({ version, key: idempotencyKey })
  present.current = { version, key: idempotencyKey }
  // A conflict that was told of is over when its writer has chosen.
  const [settled, setSettled] = useState<FormState | null>(null)
  const conflict = state === settled ? null : conflictIn(state)
  const keeper = useRef<ReturnType<typeof keepWhileTyping> | null>(null)

  useEffect(() => {
    if (!form.current) return
    const place = { slug, parentId }
    const hear = (next: Told) => {
      setTold(next)
      if (next.kind === 'other') setOther({ body: next.body, version: next.version, says: `Another text for this place was kept ${sayLocal(next.savedAt)}, from another window or device. Nothing was overwritten.` })
    }
    const step = (next: number) => {
      present.current.version = next
      setVersion(next)
    }
    keeper.current = keepWhileTyping(form.current, { place, by, version: () => present.current.version, setVersion: step, key: () => present.current.key }, hear)
    const copy = readCopy(place, by, Date.now())
    if (copy && copy.body.trim() !== textIn(form.current).trim()) setOther({ body: copy.body, version: null, says: sayRemembered(copy), copyOf: copy.by })
    else if (copy && draft?.id) dropCopy(place, copy.by)
    return () => keeper.current?.end()
    // One form, one keeper: what changes with each answer is read where it is needed.
  }, [slug, parentId, by])

  useEffect(() => setVersion(draft?.version ?? 0), [draft?.version])
  useEffect(() => {
    if (state.status === 'done') setTold(null)
    if (state.status !== 'fresh') keeper.current?.answered(state.status === 'done' && form.current ? textIn(form.current) : null)
  }, [state, form])

  const choose = (taken: boolean) => {
    const area = form.current?.elements.namedItem('body')
    const chosen = conflict ?? other
    if (!(area instanceof HTMLTextAreaElement) || !chosen) return
    const before = area.value
    setSettled(state)
    if (taken) area.value = chosen.body
    if (chosen.version !== null) {
      present.current.version = chosen.version
      setVersion(chosen.version)
    }
    if (taken && before.trim()) setOther({ body: before, version: null, says: whatStoodBefore, copyOf: by })
    else setOther(null)
    dropCopy({ slug, parentId }, chosen.copyOf ?? by)
    if (taken && before.trim()) writeCopy({ slug, parentId }, { body: before, at: Date.now(), by })
    keeper.current?.goOn()
    area.focus()
  }
  return { told, other, conflict, version, choose }
}

/** What a form without scripts is told when another device has kept another text. */
function conflictIn({ value }: FormState): Other | null {
  if (typeof value !== 'object' || value === null || !('other' in value) || !('version' in value)) return null
  const { other, version } = value
  return typeof other === 'string' && typeof version === 'number' ? { body: other, version, says: 'This is the other text. Keeping yours puts it in its place.' } : null
}

function Choice({ other, choose }: { other: Other; choose: (taken: boolean) => void }) {
  return (
    <OtherText says={other.says} body={other.body}>
      <Button type="button" look="plain" className="needs-script" onClick={() => choose(true)}>
        {choices.take}
      </Button>
      <Button type="button" look="text" className="needs-script" onClick={() => choose(false)}>
        {choices.drop}
      </Button>
    </OtherText>
  )
}

/** A text that was there already when one came in with another. Choosing works without a script. */
function Aside({ aside }: { aside: NonNullable<Draft['aside']> }) {
  return (
    <OtherText says={`You had begun another text for this place, last changed ${aside.saidAt}.`} body={aside.body}>
      <Button look="plain" name="intent" value="exchange" formNoValidate>
        {choices.take}
      </Button>
      <Button look="text" name="intent" value="drop-aside" formNoValidate>
        {choices.drop}
      </Button>
    </OtherText>
  )
}

function Answer({ state }: { state: FormState }) {
  if (state.status === 'fresh' || !state.message) return null
  if (state.status === 'done') return <Notice kind="waiting">{state.message}</Notice>
  if (state.fields?.body) return null
  return (
    <Notice kind="refused">
      {state.message} {signInOf(state) && <a href={signInOf(state) ?? ''}>Sign in</a>}
    </Notice>
  )
}

function signInOf({ value }: FormState): string | null {
  return typeof value === 'object' && value !== null && 'signIn' in value && typeof value.signIn === 'string' ? value.signIn : null
}

/** Always in the same corner, and never said aloud unless something is wrong. */
function DraftLine({ told, draft, by }: { told: Told | null; draft: Draft | null; by: string }) {
  const trouble = told?.kind === 'away' || told?.kind === 'signed-out' || (told?.kind === 'refused' && told.message !== '')
  return (
    <p className="draft-line" role={trouble ? 'status' : undefined}>
      {told ? sayTold(told) : draft && (by ? `Draft kept ${draft.saidAt}` : 'Kept for an hour, until you have signed in')}
    </p>
  )
}
