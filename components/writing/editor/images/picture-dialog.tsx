import { useEffect, useId, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '#components/ui/button.tsx'
import { sayStep, sendPicture } from './send-picture.ts'
import type { PictureAnswer, PictureStep } from './send-picture.ts'

type Props = {
  postId: string
  /** What was pasted or dropped; null to choose one first. */
  file: File | null
  /** How many come after this one. */
  more: number
  insert: (markdown: string) => void
  leave: () => void
}

/** A picture and what is said of it. Nothing is sent before its writer says so. */
export function PictureDialog({ postId, file, more, insert, leave }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [chosen, setChosen] = useState(file)
  const [decoration, setDecoration] = useState(false)
  const [step, setStep] = useState<PictureStep | null>(null)
  const [refused, setRefused] = useState<Extract<PictureAnswer, { message: string }> | null>(null)
  const id = useId()
  const calling = useRef(new AbortController())
  useEffect(() => {
    // A page in development opens everything twice.
    calling.current = new AbortController()
    dialog.current?.showModal()
    return () => calling.current.abort()
  }, [])

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    event.stopPropagation()
    const form = new FormData(event.currentTarget)
    if (!chosen || step) return
    const words = { alt: wordsOf(form, 'alt'), decoration, caption: wordsOf(form, 'caption'), credit: wordsOf(form, 'credit') }
    const answer = await sendPicture(postId, chosen, words, { tell: setStep, signal: calling.current.signal })
    // Whoever has left it out wants it nowhere, even if it was on its way.
    if (!answer || calling.current.signal.aborted) return
    setStep(null)
    if ('markdown' in answer) put(answer.markdown)
    else setRefused(answer)
  }
  // What stands behind an open dialog takes no focus, and one goes on writing at once.
  const put = (line: string) => {
    calling.current.abort()
    dialog.current?.close()
    insert(line)
  }
  const onClose = () => {
    if (calling.current.signal.aborted) return
    calling.current.abort()
    leave()
  }

  return createPortal(
    <dialog ref={dialog} className="writing-dialog" aria-labelledby={`${id}-title`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        <h2 id={`${id}-title`}>{more > 0 ? `A picture, and ${more} more after it` : 'A picture'}</h2>
        {chosen ? <Thumbnail file={chosen} /> : <FileField id={id} choose={setChosen} />}
        {!decoration && <Line id={id} name="alt" label="What is to be seen in it" help="For people who listen to the page, and where pictures do not load." error={refused?.fields.alt} required most={1000} />}
        <label className="writing-check">
          <input type="checkbox" checked={decoration} onChange={(event) => setDecoration(event.target.checked)} /> It is only decoration, and listeners miss nothing
        </label>
        <Line id={id} name="caption" label="Caption" help="Stands below it, for everybody." error={refused?.fields.caption} most={500} />
        <Line id={id} name="credit" label="Credit" help="Whose picture it is." error={refused?.fields.credit} most={200} />
        {step?.kind === 'sending' && <progress className="writing-progress" value={step.part} aria-label="How much of the picture has arrived" />}
        <p role="status" className={refused && !step ? 'field-error' : 'field-help'}>
          {step ? sayStep(step.kind === 'sending' ? { kind: 'sending', part: Math.floor(step.part * 4) / 4 } : step) : (refused?.message ?? '')}
        </p>
        <div className="actions">
          <Button aria-disabled={step !== null || !chosen || undefined}>{step ? 'One moment …' : 'Put it into the text'}</Button>
          <Button type="button" look="text" onClick={() => dialog.current?.close()}>
            Leave it out
          </Button>
        </div>
      </form>
    </dialog>,
    document.body,
  )
}

function wordsOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

function FileField({ id, choose }: { id: string; choose: (file: File | null) => void }) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={`${id}-file`}>
        File
      </label>
      <input className="input" id={`${id}-file`} type="file" accept="image/jpeg,image/png,image/webp" required aria-describedby={`${id}-file-help`} onChange={(event) => choose(event.target.files?.[0] ?? null)} />
      <p className="field-help" id={`${id}-file-help`}>
        JPEG, PNG or WebP. What a camera writes into it, such as the place, is taken out. Pictures can be pasted or dropped into the text as well.
      </p>
    </div>
  )
}

type LineProps = { id: string; name: string; label: string; help: string; error: string | undefined; required?: boolean; most: number }

function Line({ id, name, label, help, error, required, most }: LineProps) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={`${id}-${name}`}>
        {label}
        {!required && <span className="field-optional"> (optional)</span>}
      </label>
      <input className="input" id={`${id}-${name}`} name={name} required={required} maxLength={most} aria-invalid={error ? true : undefined} aria-describedby={`${id}-${name}-help`} />
      <p className={error ? 'field-error' : 'field-help'} id={`${id}-${name}-help`}>
        {error ?? help}
      </p>
    </div>
  )
}

/** By a `data:` address, which this page allows; the file has not left the device yet. */
function Thumbnail({ file }: { file: File }) {
  const [address, setAddress] = useState('')
  useEffect(() => {
    const reader = new FileReader()
    reader.onload = () => setAddress(typeof reader.result === 'string' ? reader.result : '')
    reader.readAsDataURL(file)
    return () => reader.abort()
  }, [file])
  return (
    <p className="writing-thumbnail">
      {address && <img src={address} alt="" />}
      <span className="field-help">{file.name}</span>
    </p>
  )
}
