/** What fields are called on the pages whose forms may have to be given back without their page. */
const words: Record<string, string> = {
  title: 'Title', standfirst: 'Standfirst', source: 'Text', excerpt: 'Excerpt', guidelines: 'Guidelines', alt: 'What is to be seen', caption: 'Caption', credit: 'Credit',
  comment: 'What you say to it', reason: 'Reason', reasonNote: 'In your own words', sentence: 'What the writer reads', note: 'Note', biography: 'About you', name: 'Name', tags: 'Tags',
}

const rows: [RegExp, (row: string) => string][] = [
  [/^works\.(\d+)\.work$/, (row) => `Work ${Number(row) + 1}`],
  [/^own-note-(\d+)$/, (row) => `Topic ${row} of your own`],
]

/** The words of a field by its name; what nobody named is somebody's text. */
export function sayField(name: string): string {
  for (const [pattern, say] of rows) {
    const row = pattern.exec(name)?.[1]
    if (row !== undefined) return say(row)
  }
  return words[name] ?? 'Your text'
}

/** Whether a field has one line on its page. */
export function isLine(name: string): boolean {
  return ['title', 'standfirst', 'name', 'caption', 'credit', 'tags'].includes(name) || rows.some(([pattern]) => pattern.test(name))
}
