import type { PlannedItem } from './plan-item.ts'
import type { PlannedTerm } from './plan-terms.ts'
import type { ImportProblem } from './planned-text.ts'
import type { ImportedAuthor, Recognition } from './resolve-authors.ts'
import type { Survey } from './survey-export.ts'

export type Counts = Record<string, number>

/** What an import brings in, counted from its plan alone: the same whether or not anything is written. */
export type ImportReport = {
  site: { title: string; url: string; version: string }
  posts: Counts
  pages: Counts
  comments: { published: number; waiting: number; onHiddenPosts: number }
  pings: number
  /** Levels of the deepest thread; 0 when there are no comments. */
  deepestThread: number
  authors: ImportedAuthor[]
  recognitions: Recognition[]
  /** Authors, comments and pings that had an e-mail address for a name, which is not shown. */
  hiddenNames: number
  terms: { category: number; tag: number }
  redirects: number
  formats: { markdown: number; html: number }
  leftOut: Counts
  leftOutComments: Counts
  unknownShortcodes: Counts
  filledInBlocks: Counts
  /** Pictures in the texts by the host that they come from, and those above them. */
  pictures: { hosts: Counts; covers: number }
  /** The first thousand; `moreProblems` counts the others. */
  problems: ImportProblem[]
  moreProblems: number
}

const problemsKept = 1_000

export function beginReport(survey: Survey, terms: readonly PlannedTerm[]): ImportReport {
  const { site, people } = survey
  const count = (kind: PlannedTerm['kind']) => terms.filter((term) => term.kind === kind).length
  return {
    site: { title: site.title, url: site.blogUrl, version: site.version },
    posts: {}, pages: {}, comments: { published: 0, waiting: 0, onHiddenPosts: 0 }, pings: 0, deepestThread: 0,
    authors: people.authors, recognitions: people.recognitions, hiddenNames: people.hiddenNames,
    terms: { category: count('category'), tag: count('tag') },
    redirects: 0, formats: { markdown: 0, html: 0 }, leftOut: {}, leftOutComments: {}, unknownShortcodes: {}, filledInBlocks: {}, pictures: { hosts: {}, covers: 0 },
    problems: [], moreProblems: 0,
  }
}

export function countItem(report: ImportReport, item: PlannedItem): void {
  add(item.post.kind === 'page' ? report.pages : report.posts, item.status)
  for (const comment of item.comments) {
    report.comments[comment.published ? 'published' : 'waiting']++
    if (comment.published && item.post.state !== 'published') report.comments.onHiddenPosts++
    report.deepestThread = Math.max(report.deepestThread, comment.depth + 1)
    report.formats[comment.format]++
  }
  report.formats[item.post.format]++
  report.pings += item.pings.length
  report.hiddenNames += item.hiddenNames
  report.redirects += item.post.oldPaths.length
  for (const name of item.leftOutMarks) add(report.leftOut, name)
  for (const name of item.leftOutComments) add(report.leftOutComments, name)
  for (const name of item.unknownShortcodes) add(report.unknownShortcodes, name)
  for (const name of item.filledInBlocks) add(report.filledInBlocks, name)
  for (const host of item.pictureHosts) add(report.pictures.hosts, host)
  if (item.post.cover) report.pictures.covers++
  for (const problem of item.problems) addProblem(report, problem)
}

export function addProblem(report: ImportReport, problem: ImportProblem): void {
  if (report.problems.length < problemsKept) report.problems.push(problem)
  else report.moreProblems++
}

export function add(counts: Counts, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}
