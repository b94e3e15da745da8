import { make } from '#components/comments/island/make-element.ts'
import { textIn } from './keep-while-typing.ts'
import { dropCopy, readCopy, writeCopy } from './local-copy.ts'
import { choices, sayRemembered, sayTold, whatStoodBefore } from './say-draft.ts'

type Place = { slug: string; parentId: string }

/**
 * What the forms of replies do for somebody who is not signed in: this browser remembers what is typed, and offers it when they come
 * back. For people with an account the same is in reply-form.tsx. Ends what it began when called.
 */
export function keepReplies(page: Document): () => void {
  const doors = page.querySelectorAll<HTMLInputElement>('form input[name="door"]')
  const ends = [...doors].flatMap(({ form }) => (form ? keepReply(form) : []))
  return () => ends.forEach((end) => end())
}

function keepReply(form: HTMLFormElement): () => void {
  const place = { slug: valueOf(form, 'slug'), parentId: valueOf(form, 'parentId') }
  const line = form.querySelector('.draft-line')
  const listening = new AbortController()
  form.addEventListener('input', () => {
    const body = textIn(form)
    const copied = writeCopy(place, { body, at: Date.now(), by: '' })
    line?.replaceChildren(copied && body.trim() ? sayTold({ kind: 'copied' }) : '')
  }, { signal: listening.signal })
  const copy = readCopy(place, '', Date.now())
  if (copy && copy.body.trim() !== textIn(form).trim()) offer(form, place, { body: copy.body, says: sayRemembered(copy) })
  return () => listening.abort()
}

function valueOf(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLInputElement ? field.value : ''
}

/** A second text for the place of the form, above what is written there: the same as other-text.tsx. */
function offer(form: HTMLFormElement, place: Place, { body, says }: { body: string; says: string }) {
  const area = form.elements.namedItem('body')
  if (!(area instanceof HTMLTextAreaElement)) return
  const take = make('button', { type: 'button', class: 'button button-plain' }, choices.take)
  const drop = make('button', { type: 'button', class: 'button button-text' }, choices.drop)
  const box = make(
    'div',
    { class: 'other-text', role: 'group', 'aria-label': 'Another text for this place' },
    make('p', {}, says),
    make('details', {}, make('summary', {}, 'Read it'), make('p', { class: 'draft-words' }, body)),
    make('div', { class: 'actions' }, take, drop),
  )
  take.addEventListener('click', () => {
    const before = area.value
    area.value = body
    box.remove()
    if (before.trim()) {
      writeCopy(place, { body: before, at: Date.now(), by: '' })
      offer(form, place, { body: before, says: whatStoodBefore })
    } else dropCopy(place, '')
    area.focus()
  })
  drop.addEventListener('click', () => {
    box.remove()
    dropCopy(place, '')
    area.focus()
  })
  area.closest('.field')?.before(box)
}
