import { isKept } from './save-state.ts'
import type { SaveState } from './save-state.ts'

/**
 * The line in the corner of the editor: where what is written is.
 * @param worksKept false while a row of the works cannot be kept as it stands
 */
export function saySaving(state: SaveState, now: number, worksKept = true): string {
  switch (state.trouble?.kind) {
    case 'away':
      return 'Not saved: we cannot be reached'
    case 'signed-out':
      return 'Not saved: you are signed out'
    case 'conflict':
      return 'Not saved: there are two texts'
    case 'refused':
      return 'Not saved'
    case undefined:
      return state.underWay !== null ? 'Saving …' : sayKept(state, now, worksKept)
  }
}

function sayKept(state: SaveState, now: number, worksKept: boolean): string {
  if (!isKept(state)) return 'Not saved yet'
  if (state.keptAt === null) return 'Nothing to save'
  return worksKept ? `Saved ${sayAgo(now - state.keptAt)}` : `Saved ${sayAgo(now - state.keptAt)}, but not the works`
}

/** Some time ago in a word or two. Under ten seconds is now: nobody wants to see seconds being counted. */
export function sayAgo(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 10) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`
  return `${Math.floor(seconds / 86_400)} d ago`
}

/** What is wrong, what became of the text, and what happens next; empty while nothing is wrong. */
export function sayTrouble(state: SaveState, copied: boolean): string {
  const where = copied ? 'What you wrote stands in this browser too.' : 'What you wrote stands only in this window: please leave it open.'
  switch (state.trouble?.kind) {
    case 'away':
      return `We cannot be reached. ${where} Saving is tried again by itself.`
    case 'signed-out':
      return `You are signed out, so this was not saved. ${where} Sign in in another tab and go on here.`
    case 'refused':
    case 'conflict':
    case undefined:
      return ''
  }
}

/** What was refused and why, in one line; sentences about single fields name them. */
export function sayRefusal({ message, fields }: { message: string; fields: Record<string, string> }): string {
  const sentences = Object.entries(fields).map(([name, sentence]) => (labels[name] ? `${labels[name]}: ${sentence}` : sentence))
  return sentences.length > 0 ? sentences.join(' ') : message
}

/** The field that a refusal is about first, by its name; null where it names none. */
export function refusedField(fields: Record<string, string>): string | null {
  return Object.keys(fields)[0] ?? null
}

const labels: Record<string, string> = { title: 'Title', standfirst: 'Standfirst', source: 'Text' }
