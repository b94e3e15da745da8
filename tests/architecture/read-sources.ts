import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const root = path.join(import.meta.dirname, '..', '..')

export type Import = {
  /** As written. */
  specifier: string
  /** The file of ours it means, from the root of the repository; null for a package. */
  target: string | null
  /** Gone when the types are stripped. */
  typeOnly: boolean
  /** What is taken from it; `*` for everything. */
  names: string[]
}

/** One source file, as far as the rules need it. */
export type Source = { path: string; text: string; tree: ts.SourceFile; imports: Import[]; directive: 'use client' | 'use server' | null }

/** All source files of some rooms, `.` for the root itself. Paths are from the root of the repository. */
export function readSources(...rooms: string[]): Source[] {
  return rooms.flatMap((room) => listFiles(room).map((file) => readSource(file, readFileSync(path.join(root, file), 'utf8'))))
}

function listFiles(room: string): string[] {
  const entries = readdirSync(path.join(root, room), { recursive: room !== '.', withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('node_modules') && !file.startsWith('prisma/client'))
    .sort()
}

/** A file that is not there, for showing that a rule can fail. */
export function readSource(file: string, text: string): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const [first] = tree.statements
  const word = first && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression) ? first.expression.text : ''
  return { path: file, text, tree, imports: readImports(file, tree), directive: word === 'use client' || word === 'use server' ? word : null }
}

function readImports(file: string, tree: ts.SourceFile): Import[] {
  const found: Import[] = []
  eachNode(tree, (node) => {
    if (ts.isImportDeclaration(node)) found.push(makeImport(file, node.moduleSpecifier, node.importClause?.isTypeOnly ?? false, namesOf(node.importClause)))
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) found.push(makeImport(file, node.moduleSpecifier, node.isTypeOnly, ['*']))
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]) {
      found.push(makeImport(file, node.arguments[0], false, namesTaken(node)))
    }
  })
  return found
}

function namesOf(clause: ts.ImportClause | undefined): string[] {
  const bindings = clause?.namedBindings
  if (bindings && ts.isNamespaceImport(bindings)) return ['*']
  const named = bindings?.elements.filter((each) => !each.isTypeOnly).map((each) => (each.propertyName ?? each.name).text) ?? []
  return clause?.name ? ['default', ...named] : named
}

/** `const { a } = await import(…)` and `(await import(…)).a` take one thing, anything else takes all. */
function namesTaken(call: ts.CallExpression): string[] {
  const awaited = call.parent
  const outside = ts.isParenthesizedExpression(awaited.parent) ? awaited.parent.parent : awaited.parent
  if (ts.isPropertyAccessExpression(outside)) return [outside.name.text]
  const pattern = ts.isVariableDeclaration(outside) ? outside.name : undefined
  if (!pattern || !ts.isObjectBindingPattern(pattern)) return ['*']
  return pattern.elements.map((each) => (each.propertyName ?? each.name).getText())
}

function makeImport(file: string, specifier: ts.Expression, typeOnly: boolean, names: string[]): Import {
  const text = ts.isStringLiteralLike(specifier) ? specifier.text : ''
  return { specifier: text, target: resolve(file, text), typeOnly, names }
}

function resolve(file: string, specifier: string): string | null {
  if (specifier === '#database') return 'prisma/client/client.ts'
  if (/^#(lib|app|components)\//.test(specifier)) return specifier.slice(1)
  return specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : null
}

/** Calls `visit` for a node and everything in it. */
export function eachNode(node: ts.Node, visit: (node: ts.Node) => void) {
  visit(node)
  ts.forEachChild(node, (child) => eachNode(child, visit))
}

export type Exported = { name: string; node: ts.Node | undefined }

/** Names of what a module exports as values, with their initialisers or declarations. */
export function exportsOf(source: Source): Exported[] {
  return source.tree.statements.flatMap((statement): Exported[] => {
    if (ts.isExportDeclaration(statement)) return statement.isTypeOnly ? [] : [{ name: statement.getText(), node: statement }]
    if (ts.isExportAssignment(statement)) return [{ name: 'default', node: statement.expression }]
    const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((each) => each.kind === ts.SyntaxKind.ExportKeyword)
    if (!exported || ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return []
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map((each) => ({ name: each.name.getText(), node: each.initializer }))
    }
    const named = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
    return [{ name: (named && statement.name?.text) || 'default', node: statement }]
  })
}
