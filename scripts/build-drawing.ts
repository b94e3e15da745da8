import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'rolldown'
import { drawingFiles, drawnPages } from '../lib/http/documents/drawing.ts'
import type { BuiltParts, DrawnFile } from '../lib/http/documents/drawing.ts'
import { moduleFolder } from '../lib/http/documents/own-files.ts'

/** Where the program begins that draws pages without the framework. */
const drawingEntry = 'app/_drawn/draw-page.tsx'

/**
 * Makes that program, and notes what it has to know of the framework’s build, which stands beside it. The core stays outside of it: the
 * server has loaded that already, with its connections.
 * @param root the folder of package.json
 * @throws Error of the bundler, or where the framework has built something else than is read here
 */
export async function buildDrawing(root: string) {
  const folder = path.join(root, moduleFolder)
  const { output: [{ code }] } = await build({
    cwd: root,
    input: drawingEntry,
    write: false,
    platform: 'node',
    external: /^(?!#|\.|\/|react($|\/|-dom))/,
    transform: { target: 'node24', define: { 'process.env.NODE_ENV': '"production"' } },
    plugins: [{
      name: 'core-outside-styles-nowhere',
      resolveId: (name) => (name.startsWith('#lib/') ? { id: path.relative(folder, path.join(root, name.slice(1))), external: true } : null),
      load: (file) => (file.endsWith('.css') ? { code: '', moduleType: 'js' } : null),
    }],
    output: { format: 'es', codeSplitting: false },
    logLevel: 'warn',
    checks: { moduleLevelDirective: false },
  })
  put(path.join(folder, drawingFiles.program), code)
  put(path.join(folder, drawingFiles.parts), JSON.stringify(readParts(path.join(root, '.next'))))
}

function put(file: string, text: string) {
  writeFileSync(`${file}.part`, text)
  renameSync(`${file}.part`, file)
}

function readParts(built: string): BuiltParts {
  const media = readdirSync(path.join(built, 'static', 'media'))
  const nameOf = (part: RegExp) => found(media.find((name) => part.test(name)), part.source)
  return {
    styles: Object.fromEntries(drawnPages.map((page) => [page, stylesOf(built, page).map(addressOf)])) as BuiltParts['styles'],
    fonts: [/^literata-roman\.[\w-]+\.woff2$/, /^literata-italic\.[\w-]+\.woff2$/].map((face) => addressOf(`static/media/${nameOf(face)}`)),
    icon: `/icon.svg?${nameOf(/^icon\.[\w-]+\.svg$/)}`,
    actions: actionsOf(readJson(built, 'server-reference-manifest.json')),
  }
}

function addressOf(file: string): string {
  return `/_next/${file}`
}

function readJson(built: string, name: string) {
  return JSON.parse(readFileSync(path.join(built, 'server', name), 'utf8'))
}

/** The framework writes down which styles a page has as a script that gives it to itself. */
function stylesOf(built: string, page: DrawnFile): string[] {
  const text = readFileSync(path.join(built, 'server', `${page}_client-reference-manifest.js`), 'utf8')
  const manifest: { entryCSSFiles: Record<string, { path: string }[]> } = JSON.parse(text.slice(text.indexOf('{', text.lastIndexOf('] =')), text.lastIndexOf('}') + 1))
  return found(manifest.entryCSSFiles[`[project]/${page}`], 'styles').map((style) => style.path)
}

function actionsOf({ node }: { node: Record<string, { filename: string; exportedName: string }> }): BuiltParts['actions'] {
  return Object.fromEntries(Object.entries(node).map(([id, { filename, exportedName }]) => [`${filename}#${exportedName}`, id]))
}

function found<Part>(part: Part | undefined, name: string): Part {
  if (part === undefined) throw new Error(`The build of the framework says nothing of its ${name}.`)
  return part
}
