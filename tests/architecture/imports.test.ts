import { describe, expect, test } from 'vitest'
import { readSource, readSources } from './read-sources.ts'
import type { Source } from './read-sources.ts'

const sources = readSources('app', 'components', 'lib', 'prisma/demo', 'scripts', '.')

/** A rule names each file that breaks it, and what is wrong there. */
type Rule = (sources: Source[]) => string[]

/** What each room may import, besides itself. */
const layers: Record<string, string[]> = {
  app: ['components', 'lib'],
  components: ['lib'],
  lib: ['prisma/client'],
  'prisma/demo': ['lib', 'prisma/client'],
}

const layersRunOneWay: Rule = (all) =>
  all.flatMap((source) => {
    const layer = Object.keys(layers).find((room) => source.path.startsWith(`${room}/`))
    if (!layer) return []
    const allowed = [layer, ...(layers[layer] ?? [])]
    return source.imports
      .filter(({ target }) => target !== null && !allowed.some((room) => target.startsWith(`${room}/`)))
      .map(({ target }) => `${source.path} imports ${target}`)
  })

/** Rooms of lib that know nothing of the product, and what they may import of one another. */
const platform: Record<string, string[]> = {
  rendering: [],
  settings: [],
  http: [],
  jobs: [],
  mail: ['jobs', 'http'],
}

/** Rooms of lib that are about something, and what they may import besides the platform. */
const nouns: Record<string, string[]> = {
  screening: [],
  people: [],
  works: ['people'],
  posts: ['works', 'people'],
  media: ['posts', 'people'],
  comments: ['screening', 'posts', 'people'],
  proposals: ['works', 'comments', 'screening', 'people'],
  notices: ['comments', 'posts', 'people'],
  moderation: ['notices', 'proposals', 'comments', 'screening', 'posts', 'works', 'people'],
  accounts: ['moderation', 'notices', 'comments', 'posts', 'people'],
  house: ['comments', 'screening'],
  feeds: ['posts', 'works', 'people'],
  search: ['house', 'posts', 'works', 'people'],
  exchange: ['moderation', 'comments', 'media', 'posts', 'people'],
  openapi: ['moderation', 'comments', 'search', 'posts', 'people'],
  samples: ['moderation', 'comments', 'posts', 'people'],
  integrity: ['accounts', 'media'],
}

const domainsFormAGraph: Rule = (all) =>
  all.filter((source) => source.path.startsWith('lib/')).flatMap((source) => {
    const room = roomOf(source.path)
    const allowed = room === '' ? [''] : ['', room, ...(platform[room] ?? [...Object.keys(platform), ...(nouns[room] ?? [])])]
    const known = room === '' || room in platform || room in nouns
    if (!known) return [`${source.path} is in a room that this test does not know`]
    return source.imports
      .filter(({ target }) => target?.startsWith('lib/') && !allowed.includes(roomOf(target)))
      .map(({ target }) => `${source.path} imports ${target}`)
  })

/** lib/comments/states.ts -> comments, lib/command.ts -> '' */
function roomOf(file: string): string {
  const [, room, rest] = file.split('/')
  return rest === undefined ? '' : room ?? ''
}

const nothingImportsInCircles: Rule = (all) => {
  const targets = new Map(all.map((source) => [source.path, valueImports(source)]))
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, trail: string[]) => {
    if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '))
    if (trail.includes(file) || done.has(file)) return
    for (const next of targets.get(file) ?? []) walk(next, [...trail, file])
    done.add(file)
  }
  for (const file of targets.keys()) walk(file, [])
  return circles
}

function valueImports(source: Source): string[] {
  return source.imports.flatMap(({ target, typeOnly }) => (target && !typeOnly ? [target] : []))
}

const coreKnowsNoFramework: Rule = (all) =>
  all.filter((source) => source.path.startsWith('lib/')).flatMap((source) =>
    source.imports
      .filter(({ specifier }) => /^(next|react|react-dom|next-auth|@auth\/.*)(\/|$)/.test(specifier))
      .map(({ specifier }) => `${source.path} imports ${specifier}`))

const onlyTheRunnerWrites: Rule = (all) => usersOf(all, 'lib/database.ts', ['writer', '*']).filter((file) => file !== 'lib/command.ts')

/** Connections that are nobody's reader or writer, and why. */
const ownConnections = [
  'lib/limits.ts', // counters of attempts, which must stand although the command is refused
  'lib/notifications.ts', // LISTEN needs a connection that stays
  'lib/replica.ts', // only looks how far the replica is, with a patience of its own
  'lib/integrity/verify.ts', // one long moment, read whole
  'lib/impatient-client.ts', // what the pools of readers, writer and counters are made of
  'lib/jobs/run-jobs.ts', // the queue's own, and a lock that says that this process lives
]

const connectionsAreCounted: Rule = (all) =>
  all.filter((source) => /^(app|components|lib)\//.test(source.path) && source.path !== 'lib/database.ts' && !ownConnections.includes(source.path))
    .filter((source) => source.imports.some(({ specifier, typeOnly }) => /^(pg|@prisma\/adapter-pg)$/.test(specifier) && !typeOnly))
    .map((source) => `${source.path} opens a connection of its own`)

const pagesAskTheCore: Rule = (all) =>
  all.filter((source) => /^(app|components)\//.test(source.path))
    .filter((source) => valueImports(source).some((target) => target === 'lib/database.ts' || target.startsWith('prisma/')))
    .map((source) => `${source.path} reads the database itself`)

/** Rooms whose reads are for everybody. What else needs `reader` knows its viewer: the rooms in which authors write, ask others to write with them, publish and look after what follows, and in which texts are made anew. */
const readsForEverybody = /^lib\/(posts(?!\/(writing|publishing|authors|conversation|renewing)\/)|works(?!\/read-(revision-works|mergers)\.)|feeds|search|rendering|screening|openapi)\//

const publicReadsUseThePublicReader: Rule = (all) => {
  const rooms = all.filter((source) => readsForEverybody.test(source.path))
  return [...usersOf(rooms, 'lib/database.ts', ['reader', 'writer', '*']), ...usersOf(rooms, 'lib/ask.ts', ['insideQuestion', '*'])]
}

function usersOf(all: Source[], target: string, names: string[]): string[] {
  return all
    .filter((source) => source.imports.some((each) => each.target === target && !each.typeOnly && each.names.some((name) => names.includes(name))))
    .map((source) => source.path)
}

/** Modules whose code, or whose secrets, must never be sent to a browser. */
const neverInTheBrowser = /^(lib\/(database|env|command|limits|notifications)\.ts|prisma\/client\/|lib\/(mail|exchange|integrity|samples)\/)/

const browserCodeIsHarmless: Rule = (all) => {
  const byPath = new Map(all.map((source) => [source.path, source]))
  return all.filter((source) => source.directive === 'use client').flatMap((source) => {
    const reached = reach(source, byPath)
    return reached.filter((file) => neverInTheBrowser.test(file)).map((file) => `${source.path} takes ${file} into the browser`)
  })
}

/** Everything a browser would load for a client component; server actions stay behind. */
function reach(start: Source, byPath: Map<string, Source>): string[] {
  const seen = new Set<string>()
  const walk = (source: Source) => {
    for (const target of valueImports(source)) {
      const next = byPath.get(target)
      if (seen.has(target) || next?.directive === 'use server') continue
      seen.add(target)
      if (next) walk(next)
    }
  }
  walk(start)
  return [...seen]
}

/** What draws pages is one program without the framework: nothing that it reaches may ask for that, or be called by a form. */
const drawingKnowsNoFramework: Rule = (all) => {
  const byPath = new Map(all.map((source) => [source.path, source]))
  return all.filter(({ path }) => path.startsWith('app/_drawn/')).flatMap((source) => [source, ...valueImports(source).flatMap((target) => byPath.get(target) ?? []), ...reach(source, byPath).flatMap((file) => byPath.get(file) ?? [])]
    .filter((reached) => reached.directive === 'use server' || reached.imports.some(({ specifier, typeOnly }) => /^next(-auth)?(\/|$)/.test(specifier) && !typeOnly))
    .map((reached) => `${source.path} takes ${reached.path} along`))
}

const rules: { claim: string; rule: Rule; broken: [string, string][] }[] = [
  {
    claim: 'imports run from app to components to lib, and never back',
    rule: layersRunOneWay,
    broken: [['lib/posts/x.ts', `import { a } from '#components/posts/a.tsx'`], ['components/ui/x.tsx', `import { a } from '../../app/posts/actions.ts'`], ['lib/x.ts', `const a = await import('../scripts/migrate.ts')`]],
  },
  {
    claim: 'the domains know each other in one direction',
    rule: domainsFormAGraph,
    broken: [['lib/posts/x.ts', `import { a } from '#lib/comments/a.ts'`], ['lib/screening/x.ts', `import type { A } from '#lib/comments/a.ts'`], ['lib/x.ts', `import { a } from './people/a.ts'`], ['lib/newroom/x.ts', '']],
  },
  {
    claim: 'no file imports itself by way of others',
    rule: nothingImportsInCircles,
    broken: [['lib/a.ts', `import './b.ts'`], ['lib/b.ts', `export { a } from './a.ts'`]],
  },
  {
    claim: 'the core knows neither Next nor React nor next-auth',
    rule: coreKnowsNoFramework,
    broken: [['lib/x.ts', `import { headers } from 'next/headers'`], ['lib/y.ts', `import NextAuth from 'next-auth'`], ['lib/z.ts', `import { cache } from 'react'`]],
  },
  {
    claim: 'only the runner of commands can open a write',
    rule: onlyTheRunnerWrites,
    broken: [['lib/posts/x.ts', `import { writer } from '#lib/database.ts'`], ['app/x.ts', `import { writer as reader } from '../lib/database.ts'`], ['app/y.ts', `import * as all from '#lib/database.ts'`], ['scripts/x.ts', `const all = await import('../lib/database.ts')`]],
  },
  {
    claim: 'connections beside reader and writer are known by name',
    rule: connectionsAreCounted,
    broken: [['lib/posts/x.ts', `import pg from 'pg'`]],
  },
  {
    claim: 'pages and components read through the core, never the database itself',
    rule: pagesAskTheCore,
    broken: [['app/page.tsx', `import { reader } from '#lib/database.ts'`], ['components/x.tsx', `import { PrismaClient } from '#database'`]],
  },
  {
    claim: 'what everybody may read is read through the public reader',
    rule: publicReadsUseThePublicReader,
    broken: [
      ['lib/posts/read-x.ts', `import { publicReader, reader } from '#lib/database.ts'`],
      ['lib/feeds/read-x.ts', `import { reader } from '#lib/database.ts'`],
      ['lib/posts/read-y.ts', `import { insideQuestion } from '#lib/ask.ts'`],
    ],
  },
  {
    claim: 'nothing that holds secrets is taken into the browser, by whatever way',
    rule: browserCodeIsHarmless,
    broken: [['components/x.tsx', `'use client'\nimport { y } from './y.ts'`], ['components/y.ts', `import { env } from '#lib/env.ts'`]],
  },
  {
    claim: 'pages are drawn without the framework, by whatever way',
    rule: drawingKnowsNoFramework,
    broken: [['app/_drawn/x.tsx', `import { y } from '#app/_web/theme.ts'`], ['app/_web/theme.ts', `import { cookies } from 'next/headers'`]],
  },
]

describe.each(rules)('$claim', ({ rule, broken }) => {
  test('holds', () => {
    expect(rule(sources)).toEqual([])
  })

  test('is noticed when it does not', () => {
    const bad = broken.map(([file, text]) => readSource(file, text))
    const apart = broken.map(([file, text]) => rule([readSource(file, text)]).length > 0)
    // Some need two files to be broken, the others are broken one by one.
    if (apart.some(Boolean)) expect(apart).toEqual(broken.map(() => true))
    else expect(rule(bad).length).toBeGreaterThan(0)
  })
})

test('the sources are read', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.find(({ path }) => path === 'lib/command.ts')?.imports.map(({ target }) => target)).toContain('lib/database.ts')
})
