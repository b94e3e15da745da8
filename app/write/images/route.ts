import { identify, respondFailure, respondRefusal, route } from '#app/_web/handler.ts'
import { readFields } from '#app/_web/form-fields.ts'
import type { Fields } from '#app/_web/form-fields.ts'
import { escapeHtml, plainPage } from '#lib/http/plain-page.ts'
import { asksForJson } from '#lib/http/uploads.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { imageMarkdown } from '#lib/media/image-markdown.ts'
import { uploadImage } from '#lib/media/upload-image.ts'
import type { UploadedImage } from '#lib/media/upload-image.ts'
import { done, refuse, refuseField, statusOf } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'

type Sent = { fields: Fields; bytes: Uint8Array }

/** An image for a post, from the editor's script or from a plain form. */
async function upload(request: Request): Promise<Response> {
  const script = asksForJson(request.headers.get('accept'))
  try {
    const viewer = await identify(request)
    if (!viewer.ok) return script ? respondRefusal(viewer) : refusedPage(viewer, {})
    const sent = await readSent(request)
    if (!sent.ok) return script ? respondRefusal(sent) : refusedPage(sent, {})
    const { fields, bytes } = sent.value
    const { post: postId = '', alt = '', caption = '', credit = '' } = fields
    const words = { alt, decoration: fields.decoration === 'on', caption, credit }
    const outcome = bytes.length > 0 ? await uploadImage(viewer.value, { postId, bytes, words }) : refuseField('image', 'Please choose a file first.')
    if (!outcome.ok) return script ? respondRefusal(outcome) : refusedPage(outcome, fields)
    return script ? respondMade(outcome.value, words) : leadBack(postId, fields.to ?? '', outcome.value)
  } catch (error) {
    return respondFailure('images', error)
  }
}

async function readSent(request: Request): Promise<Outcome<Sent>> {
  const form = await request.formData().catch(() => null)
  if (!form) return refuse('malformed', 'This is no form with an image in it.')
  const image = form.get('image')
  form.delete('image')
  const fields = readFields(form, [])
  if (!fields.ok) return fields
  return done({ fields: fields.value, bytes: image instanceof Blob ? new Uint8Array(await image.arrayBuffer()) : new Uint8Array() })
}

function respondMade({ url, width, height }: UploadedImage, words: { alt: string; decoration: boolean; caption: string; credit: string }): Response {
  return Response.json({ url, width, height, markdown: imageMarkdown({ url, ...words }) }, { status: 201, headers: { Location: url } })
}

/** To where its form stood: the cover is chosen beside what announces an essay. */
function leadBack(postId: string, to: string, { name }: UploadedImage): Response {
  const place = to === 'cover' ? `publish?open=cover&cover=${name}#cover` : `images?added=${name}`
  return new Response(null, { status: 303, headers: { Location: `/write/${postId}/${place}` } })
}

/** What was typed comes back; a file has to be chosen again, since no page may choose one. */
function refusedPage(refusal: Refusal, fields: Fields): Response {
  const { message, retryAfterSeconds } = refusal
  const says = [message, 'What you wrote about it is still here; please choose the file again.']
  const html = plainPage({ title: 'This image was not taken', says: fields.post ? says : [message], nonce: requestContext()?.nonce ?? '', below: fields.post ? formAgain(fields) : '' })
  const headers = { 'Content-Type': 'text/html; charset=utf-8', ...(retryAfterSeconds !== undefined && { 'Retry-After': String(Math.ceil(retryAfterSeconds)) }) }
  return new Response(html, { status: statusOf(refusal), headers })
}

function formAgain({ post = '', to = '', alt = '', decoration = '', caption = '', credit = '' }: Fields): string {
  const line = (name: string, label: string, value: string) => `<p><label>${label}<br><input name="${name}" value="${escapeHtml(value)}" size="40"></label></p>`
  return `<form method="post" action="/write/images" enctype="multipart/form-data">
<input type="hidden" name="post" value="${escapeHtml(post)}">
<input type="hidden" name="to" value="${escapeHtml(to)}">
<p><label>The file<br><input type="file" name="image" accept="image/jpeg,image/png,image/webp" required></label></p>
${line('alt', 'What is to be seen', alt)}
<p><label><input type="checkbox" name="decoration" value="on"${decoration === 'on' ? ' checked' : ''}> It is decoration</label></p>
${line('caption', 'Caption', caption)}
${line('credit', 'Credit', credit)}
<p><button>Send it again</button></p>
</form>
<p><a href="/write/${escapeHtml(encodeURIComponent(post))}/images">Back to the images</a></p>`
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: upload })
