import { contentNotesOf } from '#lib/posts/content-notes/content-notes-form.ts'
import { worksFromForm } from '#lib/works/works-form.ts'
import type { EssayDraft } from './saving/essay-draft.ts'

/** All of the form as it is sent to be kept. What is written in the editor comes in by the form's own `formdata`. */
export function readForm(form: HTMLFormElement): EssayDraft {
  return draftOf([...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string'))
}

/** What the form held when the server printed the page: the text of the version that the page names. */
export function printedForm(form: HTMLFormElement): EssayDraft {
  return draftOf([...form.elements].flatMap(printedField))
}

function draftOf(entries: [string, string][]): EssayDraft {
  const fields: Record<string, string | undefined> = Object.fromEntries(entries)
  const { title = '', standfirst = '', source = '' } = fields
  return { title, standfirst, source, ...contentNotesOf(fields), works: worksFromForm(fields) }
}

function printedField(field: Element): [string, string][] {
  if (field instanceof HTMLTextAreaElement) return [[field.name, field.defaultValue]]
  if (field instanceof HTMLSelectElement) return [[field.name, ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? '']]
  if (!(field instanceof HTMLInputElement)) return []
  if (field.type === 'radio' || field.type === 'checkbox') return field.defaultChecked ? [[field.name, field.value]] : []
  return [[field.name, field.defaultValue]]
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

function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement | HTMLTextAreaElement | null {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null
}
