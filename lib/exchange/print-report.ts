import type { Counts, ImportReport } from './import-report.ts'

const problemsShown = 40
const kindsShown = 12

/** The report for people, one subject a line. */
export function printReport(report: ImportReport): string {
  const { site, comments, pings, authors, terms } = report
  const lines = [
    `${site.title || 'A blog without a name'} (${site.url || 'no address'}), WXR ${site.version}`,
    '',
    line('Posts', `${sum(report.posts)}: ${states(report.posts)}`),
    line('Pages', `${sum(report.pages)}: ${states(report.pages)}`),
    line('Comments', `${comments.published + comments.waiting}: ${comments.published} published, ${comments.waiting} waiting for a decision`),
    ...hiddenComments(comments.onHiddenPosts),
    line('Pings', `${pings}, kept apart from the comments`),
    line('Threads', report.deepestThread === 0 ? 'none' : `the deepest has ${plural(report.deepestThread, 'level')}`),
    line('Authors', [authors.length, authors.map(({ name, login }) => (name === login ? login : `${name} (${login})`)).join(', ')].filter(Boolean).join(': ')),
    ...report.recognitions.map(({ written, login, reason, place }) =>
      line('', `“${written}” on line ${place.line} is taken for ${login}: ${reason}`)),
    ...hiddenNames(report.hiddenNames),
    line('Terms', `${plural(terms.category, 'category', 'categories')}, ${plural(terms.tag, 'tag')}`),
    line('Redirects', `${report.redirects} from old addresses`),
    line('Texts', `${report.formats.markdown} become Markdown, ${report.formats.html} stay sanitised HTML`),
    ...pictures(report.pictures),
    ...listed('Left out', report.leftOut),
    ...listed('Left out of the comments', report.leftOutComments),
    ...listed('Shortcodes left readable', report.unknownShortcodes),
    ...listed('Blocks that only WordPress fills in', report.filledInBlocks),
    ...problemsOf(report),
  ]
  return `${lines.join('\n')}\n`
}

function line(subject: string, words: string): string {
  return `${subject.padEnd(10)}  ${words}`
}

function hiddenComments(count: number): string[] {
  if (count === 0) return []
  return [line('', `${count} of the published ${count === 1 ? 'stands' : 'stand'} under a post that nobody can read yet`)]
}

function hiddenNames(count: number): string[] {
  return count === 0 ? [] : [line('Names', `${plural(count, 'was an e-mail address', 'were e-mail addresses')}; none of them is shown`)]
}

function pictures({ hosts, covers }: ImportReport['pictures']): string[] {
  const count = sum(hosts)
  if (count + covers === 0) return []
  const named = Object.entries(hosts).sort(([one, many], [other, more]) => more - many || one.localeCompare(other)).map(([host, each]) => `${host} ${each}`)
  const shown = [...named.slice(0, kindsShown), ...(named.length > kindsShown ? [`${named.length - kindsShown} other hosts`] : [])]
  const above = covers === 0 ? '' : `, and ${covers} above texts`
  return [line('Pictures', `${count} in the texts${shown.length > 0 ? ` (${shown.join(', ')})` : ''}${above}; they stay where they are until you run: import media`)]
}

const stateWords = { published: 'published', password: 'with a password', scheduled: 'scheduled', draft: 'draft', private: 'private' }

function states(counts: Counts): string {
  const parts = Object.entries(stateWords).flatMap(([state, words]) => (counts[state] ? [`${counts[state]} ${words}`] : []))
  return parts.join(', ') || 'none'
}

function listed(subject: string, counts: Counts): string[] {
  const entries = Object.entries(counts).sort(([one, many], [other, more]) => more - many || one.localeCompare(other))
  const rest = entries.length - kindsShown
  const words = [...entries.slice(0, kindsShown).map(([name, count]) => `${name} ${count}`), ...(rest > 0 ? [`${rest} other kinds`] : [])]
  return entries.length === 0 ? [] : [`${subject}: ${words.join(', ')}`]
}

function problemsOf({ problems, moreProblems }: ImportReport): string[] {
  if (problems.length === 0) return ['Nothing else to tell.']
  const hidden = problems.length - problemsShown + moreProblems
  return [
    'To look at:',
    ...problems.slice(0, problemsShown).map(({ place, sentence }) => `  line ${place.line}: ${sentence}`),
    ...(hidden > 0 ? [`  and ${hidden} more of these`] : []),
  ]
}

function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
