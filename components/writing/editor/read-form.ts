import { contentNotesOf } from '#lib/posts/content-notes/content-notes-form.ts'
import { worksFromForm } from '#lib/works/works-form.ts'
import type { EssayWords } from './saving/essay-draft.ts'
import type { SentDraft } from './saving/send-draft.ts'

/** All of the form as it is sent to be kept. What is written in the editor comes in by the form's own `formdata`. */
export function readForm(form: HTMLFormElement): SentDraft {
  const fields: Record<string, string | undefined> = {}
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields[name] = value
  const { title = '', standfirst = '', source = '' } = fields
  const works = 'works.0.work' in fields ? { works: worksFromForm(fields) } : {}
  return { title, standfirst, source, ...contentNotesOf(fields), ...works }
}

/** The fields that hold a line of the essay. */
export const lineNames = ['title', 'standfirst'] as const
export type LineName = (typeof lineNames)[number]

/** What stands in such a field. */
export function readLine(form: HTMLFormElement, name: LineName): string {
  return fieldOf(form, name)?.value ?? ''
}

/** Puts a line of the essay into its field. */
export function writeLine(form: HTMLFormElement, name: LineName, words: string): void {
  const field = fieldOf(form, name)
  if (field) field.value = words
}

/** What the fields held when the server printed the page: the text of the version that the page names. */
export function printedWords(form: HTMLFormElement): EssayWords {
  const printed = (name: string) => fieldOf(form, name)?.defaultValue ?? ''
  return { title: printed('title'), standfirst: printed('standfirst'), source: printed('source') }
}

function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement | HTMLTextAreaElement | null {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null
}
