/** What is said of a picture. `decoration`: nothing is to be seen in it that a listener would miss. */
export type PictureWords = { alt: string; decoration: boolean; caption: string; credit: string }

/** Its line in the text, or why there is none, with the field that it is about if it is about one. */
export type PictureAnswer = { markdown: string } | { message: string; fields: Record<string, string> }

/** Pixels: no page shows more, and a photograph from a phone is three times as large. */
const longestSide = 2_400

/** Bytes: smaller files go as they are. */
const small = 3_000_000

/** How far a picture is: `part` of it has arrived, from 0 to 1. */
export type PictureStep = { kind: 'making-smaller' } | { kind: 'sending'; part: number } | { kind: 'preparing' } | { kind: 'waiting' }

/** How often a picture is sent again that others came before. */
const mostTries = 5

/** In milliseconds: a picture is sent for so long, on a slow line and behind others. */
const patience = 120_000

/** Hears how far a picture is, and may call it off. */
export type Sending = { tell: (step: PictureStep) => void; signal: AbortSignal }

/** Sends a picture with what is said of it, and waits for its turn where many arrive. Never throws; null where it was called off. */
export async function sendPicture(postId: string, file: File, words: PictureWords, { tell, signal }: Sending): Promise<PictureAnswer | null> {
  tell({ kind: 'making-smaller' })
  const form = new FormData()
  form.set('post', postId)
  form.set('image', await makeSmaller(file), file.name)
  if (words.decoration) form.set('decoration', 'on')
  else form.set('alt', words.alt)
  if (words.caption) form.set('caption', words.caption)
  if (words.credit) form.set('credit', words.credit)
  for (let tries = 1; ; tries++) {
    const { status, body, retryAfterSeconds } = await sendForm(form, { tell, signal })
    if (signal.aborted) return null
    if (status === 0) return { message: 'We cannot be reached just now. Nothing was lost; please try again.', fields: {} }
    if (status !== 503 || tries === mostTries) return readPictureAnswer(status, body)
    tell({ kind: 'waiting' })
    await new Promise((resolve) => setTimeout(resolve, Math.min(30, retryAfterSeconds) * 1000))
  }
}

/** How far a picture is, in words. */
export function sayStep(step: PictureStep): string {
  switch (step.kind) {
    case 'making-smaller':
      return 'Getting the picture ready …'
    case 'sending':
      return `Sending the picture: ${Math.floor(step.part * 100)} %`
    case 'preparing':
      return 'It has arrived, and is made in all its sizes …'
    case 'waiting':
      return 'Other pictures are being taken in. This one waits for its turn …'
  }
}

type Sent = { status: number; body: unknown; retryAfterSeconds: number }

/** By the older of the two ways in which a page asks: the newer one does not say how much has arrived. Status 0: nothing did. */
function sendForm(form: FormData, { tell, signal }: Sending): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const finish = () => resolve({ status: request.status, body: parsed(request.responseText), retryAfterSeconds: Number(request.getResponseHeader('retry-after')) || 3 })
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => lengthComputable && tell({ kind: 'sending', part: loaded / total }))
    request.upload.addEventListener('load', () => tell({ kind: 'preparing' }))
    request.addEventListener('loadend', finish)
    request.open('POST', '/write/images')
    request.setRequestHeader('Accept', 'application/json')
    request.timeout = patience
    signal.addEventListener('abort', () => request.abort())
    if (signal.aborted) resolve({ status: 0, body: null, retryAfterSeconds: 0 })
    else request.send(form)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What an answer to an upload says. */
export function readPictureAnswer(status: number, body: unknown): PictureAnswer {
  const answer = typeof body === 'object' && body !== null ? body : {}
  if (status === 201 && 'markdown' in answer && typeof answer.markdown === 'string') return { markdown: answer.markdown }
  if (status === 401) return { message: 'You are signed out. Sign in in another tab, then add the picture here.', fields: {} }
  const fields = 'fields' in answer && typeof answer.fields === 'object' && answer.fields !== null ? answer.fields : {}
  const sentences = Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  return { message: 'detail' in answer ? String(answer.detail) : 'The picture was not taken. Please try again.', fields: sentences }
}

/** A large photograph in the size that pages show, turned the right way round. What a browser cannot read goes as it is, and is judged there. */
async function makeSmaller(file: File): Promise<Blob> {
  if (file.size < small) return file
  try {
    const bitmap = await createImageBitmap(file)
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const type = file.type === 'image/jpeg' ? 'image/jpeg' : 'image/webp'
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92))
    return blob && blob.size < file.size ? blob : file
  } catch {
    return file
  }
}
