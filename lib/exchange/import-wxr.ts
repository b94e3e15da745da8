import type { z } from 'zod'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import type { Viewer } from '#lib/viewer.ts'
import { add, addProblem, beginReport, countItem } from './import-report.ts'
import type { ImportReport } from './import-report.ts'
import { authorBatch, importAuthors } from './import-authors.ts'
import { commentBatch, importComments } from './import-comments.ts'
import { importPost } from './import-post.ts'
import { importTerms, termBatch } from './import-terms.ts'
import { listedBatch, noteSite } from './pictures/note-site.ts'
import { namesPicture, pictureAddress } from './pictures/picture-address.ts'
import { planItem } from './plan-item.ts'
import type { PlannedItem } from './plan-item.ts'
import { isKept, planTerms, termsOf } from './plan-terms.ts'
import type { PlannedTerm } from './plan-terms.ts'
import { fingerprintOf } from './planned-text.ts'
import { readWxr } from './read-wxr.ts'
import { isImported, surveyExport } from './survey-export.ts'
import type { ExportFile, Survey } from './survey-export.ts'
import type { WxrItem, WxrRecord } from './wxr-records.ts'
import { WxrTrouble } from './wxr-trouble.ts'

/** What a run wrote. A second run over the same file adds nothing. */
export type Added = {
  people: number
  terms: number
  posts: number
  pages: number
  comments: number
  pings: number
  redirects: number
  /** Old addresses that belonged to other posts here before, and still do. */
  takenPaths: string[]
}

export type ImportOptions = {
  /** Plans everything and writes nothing. */
  dryRun?: boolean
}

/**
 * Brings in a WordPress export. The file is read whole before the first row is written, so that one that is malformed
 * leaves nothing behind; then people and terms are written in batches, every post is one transaction, and its comments
 * follow in batches, so that a run that was broken off is completed by the next. Nothing that is here already is changed.
 * @throws WxrTrouble with the place, when the file is not as it must be
 */
export async function importWxr(file: ExportFile, viewer: Viewer, options: ImportOptions = {}): Promise<{ report: ImportReport; added: Added }> {
  const survey = await surveyExport(file)
  const terms = planTerms(survey)
  const report = beginReport(survey, terms)
  const added: Added = { people: 0, terms: 0, posts: 0, pages: 0, comments: 0, pings: 0, redirects: 0, takenPaths: [] }
  const writing = options.dryRun ? undefined : await beginWriting(viewer, survey, terms, added)

  const keys = new Set<string>()
  const slugs = new Set(terms.map(({ slug }) => slug))
  const paths = new Set<string>()
  for await (const record of readAgain(file, options)) {
    if (record.kind === 'term' && !isKept(record)) add(report.leftOut, `${record.taxonomy || 'nameless'} term`)
    if (record.kind !== 'item') continue
    if (!isImported(record) || record.status === 'trash' || record.status === 'auto-draft') {
      add(report.leftOut, isImported(record) ? `${record.type} in ${record.status}` : record.type || 'nameless')
      continue
    }
    const undeclared = newTerms(record, slugs)
    for (const { kind } of undeclared) report.terms[kind]++
    const planned = await planItem(record, keyFor(record, survey, keys), survey)
    planned.post.oldPaths = firstComeFirstServed(planned.post.oldPaths, paths, (path) => {
      addProblem(report, { place: record.place, sentence: `The old address ${path} belongs to an earlier post already.` })
    })
    countItem(report, planned)
    await writing?.write(planned, undeclared)
  }
  return { report, added }
}

/** The second reading of a file that was whole at the first. */
async function* readAgain(file: ExportFile, { dryRun }: ImportOptions): AsyncGenerator<WxrRecord> {
  try {
    yield* readWxr(file())
  } catch (error) {
    throw error instanceof WxrTrouble && !dryRun ? error.onceWritten() : error
  }
}

/** The number of the post, which unlike its guid nobody edits; two items of one number are told apart by their order. */
function keyFor(item: WxrItem, survey: Survey, keys: Set<string>): string {
  const number = item.id || fingerprintOf(item.guid, item.link, item.title, item.dateGmt)
  for (let copy = 1; ; copy++) {
    const key = `wxr:${survey.siteKey}:post:${number}${copy > 1 ? `~${copy}` : ''}`
    if (keys.has(key)) continue
    keys.add(key)
    return key
  }
}

/** An address leads to one post: the first that claims it. */
function firstComeFirstServed(wanted: string[], taken: Set<string>, tell: (path: string) => void): string[] {
  return wanted.filter((path) => {
    if (taken.has(path)) tell(path)
    return !taken.has(path) && taken.add(path)
  })
}

/** Terms of an item that the export did not declare. */
function newTerms(item: WxrItem, slugs: Set<string>): PlannedTerm[] {
  const fresh = termsOf(item).filter(({ slug }) => !slugs.has(slug))
  for (const { slug } of fresh) slugs.add(slug)
  return fresh
}

async function beginWriting(viewer: Viewer, survey: Survey, terms: PlannedTerm[], added: Added) {
  const { siteKey } = survey
  const idOf = new Map<string, string>()
  for (const authors of batchesOf(survey.people.authors, authorBatch)) {
    const people = await carryOut(importAuthors, viewer, { siteKey, authors })
    for (const [login, id] of Object.entries(people.ids)) idOf.set(login, id)
    added.people += people.added
  }
  const addTerms = async (all: PlannedTerm[]) => {
    for (const batch of batchesOf(all, termBatch)) added.terms += (await carryOut(importTerms, viewer, { siteKey, terms: batch })).added
  }
  await addTerms(terms)
  await notePictures(viewer, survey)

  const write = async (planned: PlannedItem, undeclared: PlannedTerm[]) => {
    await addTerms(undeclared)
    const { logins, ...post } = planned.post
    const authorIds = [...new Set(logins.flatMap((login) => idOf.get(login) ?? []))]
    const kept = await carryOut(importPost, viewer, { siteKey, post: { ...post, authorIds }, pings: planned.pings })
    if (kept.added) added[post.kind === 'page' ? 'pages' : 'posts']++
    added.pings += kept.pings
    added.redirects += kept.redirects
    added.takenPaths.push(...kept.takenPaths)
    for (const batch of batchesOf(planned.comments, commentBatch)) {
      const comments = batch.map(({ login, ...comment }) => ({ ...comment, authorId: login === null ? null : (idOf.get(login) ?? null) }))
      const { published, waiting } = await carryOut(importComments, viewer, { siteKey, postId: kept.id, comments })
      added.comments += published + waiting
    }
  }
  return { write }
}

/** Where the pictures lie, for whoever takes them over later. */
async function notePictures(viewer: Viewer, { siteKey, site: { title, blogUrl }, hosts, attachments }: Survey): Promise<void> {
  const addresses = [...attachments.values()].flatMap(({ url }) => (namesPicture(url) ? (pictureAddress(url) ?? []) : []))
  const batches = batchesOf([...new Set(addresses)], listedBatch)
  for (const listed of batches.length > 0 ? batches : [[]]) await carryOut(noteSite, viewer, { siteKey, title, blogUrl, hosts, listed })
}

function batchesOf<Value>(values: readonly Value[], size: number): Value[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, at) => values.slice(at * size, (at + 1) * size))
}

/** What the plan asks for is always allowed to the one who imports and always fits; anything else is a bug. */
async function carryOut<Schema extends z.ZodType, Loaded, Value>(
  definition: Command<Schema, Loaded, Value>, viewer: Viewer, input: z.input<Schema>,
): Promise<Value> {
  const outcome = await runCommand(definition, viewer, input)
  if (!outcome.ok) throw new Error(`${definition.name}: ${outcome.message}`)
  return outcome.value
}
