import { describe, expect, test } from 'vitest'
import ts from 'typescript'
import { moduleEntry } from '../../scripts/build-module.ts'
import { eachNode, exportsOf, readSource, readSources } from './read-sources.ts'
import type { Source } from './read-sources.ts'

const sources = readSources('app', 'components', 'lib', 'prisma/demo', 'scripts', '.')

/** A rule names each file that breaks it, and what is wrong there. */
type Rule = (sources: Source[]) => string[]

const product = /^(app|components|lib)\//

const noFilesForAnything: Rule = (all) =>
  all.filter(({ path }) => /(^|\/|-)(utils?|helpers?|misc|common|shared|stuff)(\.|\/)/.test(path)).map(({ path }) => path)

const noBarrels: Rule = (all) =>
  all.filter(({ path }) => product.test(path)).filter((source) => {
    const passesOn = source.tree.statements.length > 0 && source.tree.statements.every((each) => ts.isExportDeclaration(each) && each.moduleSpecifier)
    return passesOn || /\/index\.tsx?$/.test(source.path)
  }).map(({ path }) => path)

const pagesAreRenderedByTheServer: Rule = (all) =>
  all.filter(({ path, directive }) => /(^|\/)(page|layout|template|default)\.tsx$/.test(path) && directive === 'use client').map(({ path }) => path)

/** Next wants these to be client components. */
const clientByNecessity = ['app/error.tsx', 'app/global-error.tsx']

const clientComponentsAreFew: Rule = (all) => {
  const components = all.filter(({ path }) => path.endsWith('.tsx') && !clientByNecessity.includes(path))
  const client = components.filter(({ directive }) => directive === 'use client')
  if (components.length <= 20 || client.length * 5 < components.length) return []
  return [`${client.length} of ${components.length}: ${client.map(({ path }) => path).join(', ')}`]
}

const gates = ['commandAction', 'formAction']

/** Whatever a 'use server' file exports can be called by anyone who can send a request. */
const actionsAreGated: Rule = (all) => [
  ...all.filter(({ directive }) => directive === 'use server').flatMap((source) =>
    exportsOf(source).filter(({ node }) => !isCallOf(node, gates)).map(({ name }) => `${source.path} exports ${name}`)),
  ...all.filter((source) => source.directive !== 'use server' && /^\s+['"]use server['"]/m.test(source.text)).map(({ path }) => `${path} has an action inside`),
]

function isCallOf(node: ts.Node | undefined, names: string[]): boolean {
  return node !== undefined && ts.isCallExpression(node) && names.includes(node.expression.getText())
}

/** What the framework would run before every page, and what has been walked around by a header (CVE-2025-29927). Who may do what is asked where it is done. */
const nothingStandsBefore: Rule = (all) => all.filter(({ path }) => /^(app\/|src\/)?(proxy|middleware)\.[cm]?[jt]sx?$/.test(path)).map(({ path }) => path)

/** Layouts are kept by the framework while one goes on from page to page, and left out where a browser says that it has them: none says who may come in for its pages. */
const pagesAskThemselves: Rule = (all) => {
  const asks = (path: string) => all.some((source) => source.path === path && /\b(requireViewer|isSignedIn|currentViewer)\(/.test(source.text))
  return all.map(({ path }) => path).filter((path) => /^app\/(moderation|admin|account|write|notifications)\/.*page\.tsx$/.test(path) && !asks(path))
}

/** Whoever is turned away from a page stands in the security log. */
const turnsAway = 'app/_web/turn-away.ts'

const turningAwayHasOnePlace: Rule = (all) =>
  all.filter(({ path, imports }) => path !== turnsAway && imports.some(({ specifier, names }) => specifier === 'next/navigation' && names.some((name) => /^(forbidden|unauthorized)$/.test(name)))).map(({ path }) => path)

/** Addresses below /api/v1 go through the one adapter; all methods of an address, those that it refuses too. */
const apiHasOneAdapter: Rule = (all) =>
  all.filter(({ path }) => /^app\/api\/v1\/.*route\.ts$/.test(path)).filter((source) => {
    const taken = source.imports.filter(({ target }) => target === 'app/_web/handler.ts').flatMap(({ names }) => names)
    const given = source.tree.statements.filter((each) => /^export\b/.test(each.getText()))
    const passedOn = new RegExp(`^export \\{\\s*((${taken.join('|')}) as [A-Z]+,?\\s*)+\\}`)
    return given.length === 0 || !given.every((each) => /= route\(/.test(each.getText()) || (taken.length > 0 && passedOn.test(each.getText())))
  }).map(({ path }) => path)

/** The text of an essay or a comment, sanitised when it was written; what a template has escaped; JSON for search engines, with `<` escaped. */
const rawHtml = ['components/ui/markup.ts', 'components/posts/json-ld.tsx']

const rawHtmlHasOnePlace: Rule = (all) =>
  all.filter(({ path, text }) => product.test(path) && !rawHtml.includes(path) && /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/.test(text)).map(({ path }) => path)

/** In a template a text that is not escaped is the stored one of a comment and no other; elements have one component for stored texts. */
const storedTexts = ['components/ui/markup.ts', 'components/ui/stored-html.tsx', 'components/comments/printed/print-comment.ts']

const storedTextsHaveOneTemplate: Rule = (all) =>
  all.filter(({ path, text }) => product.test(path) && !storedTexts.includes(path) && /\bstoredMarkup\b/.test(text)).map(({ path }) => path)

/** What the framework brings to fetch and draw pictures is not used: it would do so for whatever address somebody writes. */
const picturesAreOurs: Rule = (all) =>
  all.filter(({ path, imports }) => product.test(path) && imports.some(({ specifier }) => /^next\/(?:image|og|legacy\/image)(?:\.js)?$/.test(specifier))).map(({ path }) => path)

/** Markdown and HTML of people become a page where they are written, brought in or made anew, and nowhere else. */
const writesTexts = /^lib\/(?:rendering|exchange|samples|posts\/renewing)\/|^lib\/(?:comments\/comment-text|people\/biography-field|house\/(?:change|read)-guidelines|posts\/(?:essay-text|conversation\/conversation-rules|series\/series-description|writing\/draft-text))\.ts$/
const renderers = /^lib\/rendering\/(?:render-markdown|render-in-worker|prepare-text|read-markdown)\.ts$/

const readingOnlyPrints: Rule = (all) =>
  all.filter(({ path, imports }) => product.test(path) && !writesTexts.test(path) && imports.some(({ target, typeOnly }) => !typeOnly && target !== null && renderers.test(target))).map(({ path }) => path)

/** Beside lib/env.ts: programs that start the product, and settings of tools. */
const readsEnvironment = /^(lib\/env\.ts|scripts\/.*|(prisma|playwright|vitest|next|postcss)\.config\.m?ts)$/

const environmentHasOnePlace: Rule = (all) =>
  all.filter(({ path }) => !readsEnvironment.test(path)).filter((source) => {
    let found = false
    eachNode(source.tree, (node) => {
      if (ts.isPropertyAccessExpression(node) && /^(globalThis\.)?process\.env$/.test(node.getText())) found = found || !isBuildMode(node) && !isTold(node)
    })
    return found
  }).map(({ path }) => path)

/** Set by the build, not by whoever runs it: code is left out by it. */
function isBuildMode(node: ts.Node): boolean {
  return /^process\.env\.(NODE_ENV|NEXT_RUNTIME|NEXT_PHASE)$/.test(node.parent.getText())
}

/** `Object.assign(process.env, …)` tells a framework what it insists on finding there. */
function isTold(node: ts.Node): boolean {
  return isCallOf(node.parent, ['Object.assign']) && ts.isCallExpression(node.parent) && node.parent.arguments[0] === node
}

/** Takes the console away from the framework. */
const consoleKeeper = 'lib/http/hear-framework.ts'

const nobodyChatters: Rule = (all) =>
  all.filter(({ path }) => product.test(path) && path !== consoleKeeper).filter((source) => {
    let found = false
    eachNode(source.tree, (node) => {
      if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console') found = true
    })
    return found
  }).map(({ path }) => path)

/** A file in lib that makes a command makes one, and gives it, or a function that runs it, under its own name. */
const oneCommandOneFile: Rule = (all) =>
  all.filter(({ path }) => path.startsWith('lib/') && path !== 'lib/command.ts').flatMap((source) => {
    const names = commandNames(source)
    const own = source.path.replace(/^.*\//, '').replace(/\.ts$/, '')
    if (names.length === 0) return []
    const camel = own.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    return names.length === 1 && names[0] === own && exportsOf(source).some(({ name }) => name === camel) ? [] : [`${source.path} makes ${names.join(', ')}`]
  })

function commandNames(source: Source): string[] {
  const names: string[] = []
  eachNode(source.tree, (node) => {
    if (!isCallOf(node, ['command']) || !ts.isCallExpression(node)) return
    const [definition] = node.arguments
    const name = definition && ts.isObjectLiteralExpression(definition) ? definition.properties.find((each) => each.name?.getText() === 'name') : undefined
    names.push(name && ts.isPropertyAssignment(name) && ts.isStringLiteral(name.initializer) ? name.initializer.text : 'something without a name')
  })
  return names
}

/** The runner gives the moment, so that a command can be carried out in the past and tested at any minute. */
const commandsReadNoClock: Rule = (all) =>
  all.filter((source) => source.path.startsWith('lib/') && commandNames(source).length > 0)
    .filter(({ text }) => /Date\.now\(\)|new Date\(\)|performance\.now\(\)/.test(text)).map(({ path }) => path)

/** What nothing but a test takes is not part of the product any more. */
const componentsAreUsed: Rule = (all) => {
  const taken = new Set(all.flatMap(({ path, imports }) => imports.flatMap(({ target }) => (target && target !== path ? [target] : []))))
  return all.filter(({ path }) => path.startsWith('components/') && !taken.has(path) && path !== moduleEntry).map(({ path }) => path)
}

/** One that is only shown sends nothing. The desk has a hook of its own, which does the same. */
const formsAnswerForTheSite: Rule = (all) =>
  all.filter(({ path }) => /^(app|components)\//.test(path) && path !== 'components/ui/use-form-action.ts').flatMap(({ path, text }) =>
    [...text.matchAll(/const \[\w*, ?.*useActionState\((?!useSteadyAction\()/g)].map(([line]) => `${path}: ${line}`))

const rules: { claim: string; rule: Rule; broken: [string, string][] }[] = [
  {
    claim: 'no file is a drawer for anything',
    rule: noFilesForAnything,
    broken: [['lib/utils.ts', ''], ['components/posts/helpers.tsx', ''], ['lib/common/x.ts', ''], ['lib/posts/date-util.ts', '']],
  },
  { claim: 'no file only passes others on', rule: noBarrels, broken: [['lib/posts/index.ts', 'export const a = 1'], ['lib/posts/all.ts', `export * from './a.ts'\nexport { b } from './b.ts'`]] },
  { claim: 'pages and layouts are rendered by the server', rule: pagesAreRenderedByTheServer, broken: [['app/page.tsx', `'use client'\nexport default function Page() {}`]] },
  {
    claim: 'less than a fifth of the components run in the browser',
    rule: clientComponentsAreFew,
    broken: [],
  },
  {
    claim: 'a file of server actions exports gated actions only',
    rule: actionsAreGated,
    broken: [
      ['app/x/actions.ts', `'use server'\nexport async function erase() {}`], ['app/y/actions.ts', `'use server'\nexport const list = async () => []`],
      ['app/z/actions.ts', `'use server'\nexport * from './more.ts'`], ['app/page.tsx', `export default function Page() {\n  async function erase() {\n    'use server'\n  }\n}`],
    ],
  },
  {
    claim: 'nothing stands before the pages to say who may open them',
    rule: nothingStandsBefore,
    broken: [['proxy.ts', 'export function proxy() {}'], ['middleware.ts', 'export function middleware() {}'], ['app/proxy.js', 'export default () => {}']],
  },
  {
    claim: 'a page for some asks itself who opens it, whatever its layout asked',
    rule: pagesAskThemselves,
    broken: [['app/moderation/x/page.tsx', 'export default function Page() { return null }'], ['app/write/[id]/x/page.tsx', 'export default function Page() { return null }']],
  },
  {
    claim: 'the API has one adapter',
    rule: apiHasOneAdapter,
    broken: [['app/api/v1/x/route.ts', 'export async function GET() {}'], ['app/api/v1/y/route.ts', 'export const GET = handler(a, b)'], ['app/api/v1/z/route.ts', `import { other } from './other.ts'\nexport { other as GET }`]],
  },
  {
    claim: 'raw HTML has one place',
    rule: rawHtmlHasOnePlace,
    broken: [['components/posts/x.tsx', 'const a = <p dangerouslySetInnerHTML={{ __html: html }} />'], ['lib/x.ts', 'element.innerHTML = html']],
  },
  { claim: 'no picture is fetched or drawn by the framework', rule: picturesAreOurs, broken: [['components/posts/x.tsx', `import Image from 'next/image'`], ['app/posts/y.tsx', `import { ImageResponse } from 'next/og'`]] },
  {
    claim: 'what is read was rendered when it was written',
    rule: readingOnlyPrints,
    broken: [['lib/comments/read-thread.ts', `import { renderInWorker } from '#lib/rendering/render-in-worker.ts'`], ['components/posts/x.tsx', `import { renderMarkdown } from '#lib/rendering/render-markdown.ts'`]],
  },
  { claim: 'one template prints a stored text', rule: storedTextsHaveOneTemplate, broken: [['components/posts/x.ts', 'const a = markup`<p>${storedMarkup(title)}</p>`']] },
  { claim: 'the environment is read in one place', rule: environmentHasOnePlace, broken: [['lib/x.ts', 'const port = process.env.PORT'], ['app/y.ts', 'const { PORT } = process.env']] },
  { claim: 'whoever is turned away from a page stands in the security log', rule: turningAwayHasOnePlace, broken: [['app/admin/page.tsx', `import { forbidden } from 'next/navigation'`]] },
  { claim: 'nobody chatters', rule: nobodyChatters, broken: [['lib/x.ts', `console.log('here')`], ['app/y.tsx', `console.error(problem)`]] },
  {
    claim: 'a file makes one command, under its own name',
    rule: oneCommandOneFile,
    broken: [
      ['lib/posts/erase-post.ts', `export const erasePost = command({ name: 'delete-post' })`],
      ['lib/posts/a.ts', `export const a = command({ name: 'a' })\nexport const b = command({ name: 'b' })`],
      ['lib/posts/c-d.ts', `const cD = command({ name: 'c-d' })\nexport const other = cD`],
    ],
  },
  { claim: 'every component is part of a page, or of the module that readers get', rule: componentsAreUsed, broken: [['components/posts/x.tsx', 'export function X() {}']] },
  {
    claim: 'a form that nobody answers stays where it is',
    rule: formsAnswerForTheSite,
    broken: [['components/posts/x.tsx', 'const [state, send] = useActionState(action, fresh)']],
  },
  { claim: 'a command reads no clock', rule: commandsReadNoClock, broken: [['lib/posts/a.ts', `export const a = command({ name: 'a', perform: () => new Date() })`]] },
]

describe.each(rules)('$claim', ({ rule, broken }) => {
  test('holds', () => {
    expect(rule(sources)).toEqual([])
  })

  test.each(broken)('is noticed when %s breaks it', (file, text) => {
    expect(rule([readSource(file, text)])).toHaveLength(1)
  })
})

test('one client component more than a fifth is noticed', () => {
  const of = (client: number, server: number) => [
    ...Array.from({ length: client }, (_, index) => readSource(`components/c${index}.tsx`, `'use client'`)),
    ...Array.from({ length: server }, (_, index) => readSource(`components/s${index}.tsx`, '')),
  ]
  expect(clientComponentsAreFew(of(5, 21))).toEqual([])
  expect(clientComponentsAreFew(of(5, 20))).toHaveLength(1)
})
