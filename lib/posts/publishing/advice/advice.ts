import type { Root } from 'hast'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'

/** What the checks look at: a draft as its readers would get it, and what is known of what it names. */
export type Checked = {
  tree: Root
  /** What a reader reads, spoilers too. */
  text: string
  contentNotes: ContentNotes
  /** Addresses of this site that it links to and that lead nobody anywhere. */
  deadLinks: Found[]
  works: CheckedWork[]
}

/** What a work's page says, as far as an essay can contradict it. Empty where the page says nothing. */
export type CheckedWork = { title: string; titles: string[]; path: string; main: boolean; minutes: number[]; years: number[]; directors: string[] }

/** One place, as it is said, and the words by which it is found on the page; empty where there are none. */
export type Found = { words: string; near: string }

/** One thing to look at before publishing. Nothing of it keeps anybody from publishing. */
export type Advice = {
  sentence: string
  /** Where: words of the text, or addresses. */
  found: Found[]
  /** A page that says more. */
  see?: { path: string; words: string }
}

/** Looks at a draft for one thing. Knows nothing but what it is given. */
export type Check = (essay: Checked) => Advice[]
