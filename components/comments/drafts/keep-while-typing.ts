import { dropCopy, writeCopy } from './local-copy.ts'

/** What is told of a text while it is being written. */
export type Told =
  | { kind: 'kept'; at: number }
  /** Only this browser has it: nobody is signed in, or the site cannot be reached. */
  | { kind: 'copied' | 'away' | 'signed-out' }
  /** It is neither kept nor copied, and why. */
  | { kind: 'refused'; message: string }
  /** Another window or device has kept another text. Nothing more is kept until its writer has chosen. */
  | { kind: 'other'; body: string; version: number; savedAt: string }

export type Keeping = {
  place: { slug: string; parentId: string }
  /** The viewer's handle; empty when nobody is signed in, and then only this browser keeps anything. */
  by: string
  /** Of the draft that the form shows, and what it is after a saving. */
  version: () => number
  setVersion: (version: number) => void
  /** The key of the form as it is now. */
  key: () => string
}

/** In milliseconds: quiet after the last key before it is kept, and how long somebody who never stops is let go on. */
const pause = 2_500
const longest = 15_000

/** In milliseconds: the first try after a failure, doubled up to the last. */
const firstRetry = 4_000
const lastRetry = 60_000

/** A browser sends no more than this after a page is gone, in bytes. */
const farewellBytes = 60_000

/**
 * Keeps what is typed into a form: a copy in this browser at once, and soon after on the server, from where any device has it.
 * What fails is tried again, by itself and when the connection comes back.
 * @returns the controls, and the end of it
 */
export function keepWhileTyping(form: HTMLFormElement, keeping: Keeping, tell: (told: Told) => void) {
  const { place, by } = keeping
  let timer: number | undefined
  let since = 0
  let failures = 0
  let kept = textIn(form)
  let halted = false
  let underWay: AbortController | null = null

  const schedule = (milliseconds: number) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void save(), milliseconds)
  }

  const onInput = () => {
    const body = textIn(form)
    const copied = writeCopy(place, { body, at: Date.now(), by })
    if (by === '') return tell(copied && body.trim() ? { kind: 'copied' } : { kind: 'refused', message: '' })
    if (halted) return
    since ||= Date.now()
    schedule(failures > 0 ? wait(failures) : Math.max(0, Math.min(pause, since + longest - Date.now())))
  }

  async function save(): Promise<void> {
    const body = textIn(form)
    clearTimeout(timer)
    if (by === '' || halted || underWay || body === kept) return
    since = 0
    underWay = new AbortController()
    const answer = await send(body, underWay.signal).catch(() => null)
    const stopped = underWay.signal.aborted
    underWay = null
    if (!stopped) await hear(answer, body)
  }

  function send(body: string, signal?: AbortSignal): Promise<Response> {
    return fetch('/account/drafts', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...place, body, draftVersion: keeping.version(), idempotencyKey: keeping.key() }),
      ...(signal ? { signal } : { keepalive: true }),
    })
  }

  async function hear(answer: Response | null, body: string): Promise<void> {
    if (answer?.ok) return keptNow(await answer.json(), body)
    if (answer?.status === 401) return tell({ kind: 'signed-out' })
    const problem = answer ? await answer.json().catch(() => null) : null
    if (answer?.status === 409 && typeof problem?.present?.other === 'string') {
      halted = true
      return tell({ kind: 'other', body: problem.present.other, version: problem.present.version, savedAt: problem.present.savedAt })
    }
    if (answer && answer.status < 500 && answer.status !== 429) return tell({ kind: 'refused', message: String(problem?.detail ?? '') })
    failures++
    tell({ kind: 'away' })
    schedule(wait(failures))
  }

  function keptNow({ version, savedAt }: { version: number; savedAt: string | null }, body: string): void {
    failures = 0
    kept = body
    keeping.setVersion(version)
    if (textIn(form) === body) dropCopy(place, by)
    else schedule(pause)
    tell(savedAt ? { kind: 'kept', at: Date.parse(savedAt) } : { kind: 'refused', message: '' })
  }

  const onOnline = () => {
    failures = 0
    void save()
  }
  /** The page may never come back: the last words go on their way by themselves. */
  const onHidden = () => {
    const body = textIn(form)
    if (document.visibilityState !== 'hidden' || by === '' || halted || body === kept || body.length * 3 > farewellBytes) return
    clearTimeout(timer)
    underWay?.abort()
    void send(body).then((answer) => hear(answer, body), () => {})
  }
  const onSubmit = () => {
    clearTimeout(timer)
    underWay?.abort()
  }

  form.addEventListener('input', onInput)
  form.addEventListener('submit', onSubmit)
  window.addEventListener('online', onOnline)
  document.addEventListener('visibilitychange', onHidden)
  return {
    /** The form was answered: what it holds now counts as kept, or is kept soon. */
    answered(body: string | null) {
      if (body === null) return schedule(pause)
      kept = body
      halted = false
      dropCopy(place, by)
    },
    /** Its writer has chosen between two texts. */
    goOn() {
      halted = false
      schedule(0)
    },
    end() {
      clearTimeout(timer)
      form.removeEventListener('input', onInput)
      form.removeEventListener('submit', onSubmit)
      window.removeEventListener('online', onOnline)
      document.removeEventListener('visibilitychange', onHidden)
    },
  }
}

function wait(failures: number): number {
  return Math.min(lastRetry, firstRetry * 2 ** (failures - 1))
}

/** What is written in a form now. */
export function textIn(form: HTMLFormElement): string {
  const field = form.elements.namedItem('body')
  return field instanceof HTMLTextAreaElement ? field.value : ''
}
