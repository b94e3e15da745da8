import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostOffice } from '../mail/post-office.ts'
import { Looks } from './ask.ts'
import { decideAndLook } from './first-requests.ts'
import { hearSite } from './hear-site.ts'
import type { HeardSite } from './hear-site.ts'
import { readShown, whatChanged } from './nothing-changes.ts'
import type { Shown } from './nothing-changes.ts'
import { plantAddresses, plantCases, plantGuidelines, plantPrivate, tellAll } from './plant-cases.ts'
import { plantHeldReplies, plantReplies } from './plant-comments.ts'
import { plantEssay, plantHeldEssays, plantUnlisted } from './plant-essays.ts'
import { plantNames, plantSentEssay, plantSentEssays } from './plant-people.ts'
import { plantProposals, plantWorks } from './plant-works.ts'
import { makePeople, Plot } from './plot.ts'
import { pressDesk, pressForms } from './press-forms.ts'
import { readFiles, readLogs, readMail, readViews } from './read-elsewhere.ts'
import { gatherRequests, readSurfaces } from './read-surfaces.ts'
import type { Answered } from './read-surfaces.ts'
import { findDifferences } from './same-answers.ts'
import { searchBlindly } from './search-blindly.ts'
import { routesOf, surfaces } from './surfaces.ts'
import { gatherViewers } from './viewers.ts'
import type { Viewer } from './viewers.ts'

// Everything that is written and is not for everybody bears a word of its own. Then everybody reads everything that there is to read.

const office = openPostOffice()
const began = Date.now()

/** Whether everybody asks for every address; else those of which there are many are asked for by some, who take turns. */
const all = process.env.AFTERWORD_LEAKS === 'all'

let plot: Plot
let looks: Looks
let viewers: Viewer[]
let sites: [HeardSite, HeardSite]
/** What somebody without an account was sent before anything was written that is not for everybody, and afterwards. */
let before: Shown
let after: Shown
const answers: Answered[] = []
let pressed: { different: string[]; compared: number }

/** What is no address. */
const elsewhere = ['views', 'mail', 'files', 'logs', 'answers to forms'] as const

const named = (name: string) => viewers.find((viewer) => viewer.name === name) as Viewer

beforeAll(async () => {
  plot = new Plot(await makePeople())
  await plantAddresses(plot)
  await plantEssay(plot)
  await plantReplies(plot)
  await plantUnlisted(plot)
  await plantWorks(plot)
  await plantGuidelines(plot)
  await plantSentEssay(plot)
  for (const { handle } of Object.values(plot.people)) plot.name('handle', handle)
  sites = [await hearSite(), await hearSite()]
  before = await readShown(plot, sites[0])
  await plantHeldReplies(plot)
  await plantCases(plot)
  await plantHeldEssays(plot)
  await plantProposals(plot)
  await plantNames(plot)
  await plantSentEssays(plot)
  await plantPrivate(plot)
  await tellAll(plot)
  after = await readShown(plot, sites[0], [...before.keys()])
  viewers = await gatherViewers(plot)
  looks = new Looks(plot)
  await readMail(plot, looks, office)
  await readSurfaces(gatherRequests(plot, viewers, all), sites, looks, (answer) => void answers.push(answer))
  pressed = await pressForms(plot, sites[0], named('another author'), looks)
  for (const who of ['reader', 'another author', 'a reader’s token']) await pressDesk(plot, sites[1], named(who), looks)
  readLogs(looks, sites)
  await readViews(looks)
  readFiles(looks, began)
}, 1_200_000)

test('every address that the application has is looked at', () => {
  expect(routesOf().filter((route) => !(route in surfaces)), 'A new address may tell somebody something: give it an entry in tests/leaks/surfaces.ts').toEqual([])
  expect(Object.keys(surfaces).filter((surface) => !routesOf().includes(surface)), 'These are no addresses any more').toEqual([])
  expect([...Object.keys(surfaces), ...elsewhere].filter((surface) => looks.whoAsked(surface).size === 0), 'Nobody has looked here').toEqual([])
  expect(looks.broken).toEqual([])
})

test('there is something of everything that an address can name, and the servers have written down what they were asked', () => {
  expect([...plot.named].filter(([, names]) => names.size < 2).map(([kind]) => kind), 'Only the one that never was was asked for').toEqual([])
  for (const { said } of sites) expect(said().split('"msg":"request"').length).toBeGreaterThan(1_000)
})

test('nobody comes by what is not for them', () => {
  expect(looks.leaks().map(({ canary, viewer, address, around }) => `${viewer} at ${address} came by ${canary.what}: …${around}`)).toEqual([])
})

test('whoever may come by it does, so the places are looked at', () => {
  const seen = new Set(looks.seen.map(({ canary, as }) => `${canary.what}, by the ${as}`))
  const missed = plot.canaries.flatMap(({ what, found }) => {
    const missing = found.map((who) => `${what}, by the ${who}`).filter((each) => !seen.has(each))
    // Who takes turns may not have come by where it is.
    return all || missing.length === found.length ? missing : []
  })
  expect(missed).toEqual([])
})

test('what waits, was refused, hidden or taken back changes no byte of what everybody is sent', () => {
  expect(before.size).toBeGreaterThan(60)
  expect(whatChanged(before, after)).toEqual([])
})

test('what waits, what was refused and what never was are answered alike', async () => {
  const { different, compared } = await findDifferences(plot, answers, sites)
  expect(different).toEqual([])
  expect(compared).toBeGreaterThan(500)
})

test('so are forms that are sent about it', () => {
  expect(pressed.different).toEqual([])
  expect(pressed.compared).toBeGreaterThan(80)
})

test('so are searches for what it says', async () => {
  const { different, compared } = await searchBlindly(plot, sites[1], named('anonymous'))
  expect(different).toEqual([])
  expect(compared).toBeGreaterThan(300)
})

test('after the answer to a decision the same server never shows the text again, another one a second later at most', async () => {
  const { firsts, approved } = await decideAndLook({ plot, sites, viewers: [named('anonymous'), named('reader')], moderator: named('a moderator’s token') })
  expect(firsts.map(({ decision, still, late }) => ({ decision, still, late }))).toEqual(['an approval undone', 'a change rejected', 'a reply hidden'].map((decision) => ({ decision, still: [], late: [] })))
  const [undone, rejected, hidden] = firsts.map(({ shown }) => shown)
  for (const shown of [undone, hidden, approved.before, approved.after]) expect(Math.min(...(shown ?? []))).toBeGreaterThan(15)
  expect([rejected, approved.after]).toEqual([[0, 0], approved.before])
})

/** Whoever runs this is told how much was looked at. */
afterAll(() => {
  if (!looks) return
  const states = plot.canaries.filter(({ for: readers }) => !readers.includes('anonymous')).length
  const places = Object.keys(surfaces).length + elsewhere.length
  const size = `${places} surfaces × ${states} words that are not for everybody × ${viewers.length} viewers${all ? '' : ', who take turns where addresses are many'}`
  process.stdout.write(`Leaks: ${size}: ${looks.answers} answers, each searched for every word, ${looks.leaks().length} appearances\n`)
})
