import path from 'node:path'
import ts from 'typescript'

/** The vocabulary is large, and the same every time. */
const parsed = new Map<string, ts.SourceFile | undefined>()

const root = path.join(import.meta.dirname, '..', '..')

/**
 * What the vocabulary of schema.org has against some JSON-LD: properties that a type does not have, and values that a property
 * does not take. The data is compiled as a literal of the type that it claims to be.
 */
export function vocabularyErrors(...all: Record<string, unknown>[]): string[] {
  const types = all.map((data) => String(data['@type']))
  const file = path.join(root, 'tests', 'web', `json-ld-${types[0]}.ts`)
  const literals = all.map((data, index) => `export const data${index}: WithContext<${types[index]}> = ${JSON.stringify(data)}\n`)
  const text = `import type { ${[...new Set(types)].join(', ')}, WithContext } from 'schema-dts'\n${literals.join('')}`
  const options: ts.CompilerOptions = {
    strict: true, noEmit: true, skipLibCheck: true, types: [],
    target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.getSourceFile = (name, ...rest) => {
    if (name === file) return ts.createSourceFile(name, text, ts.ScriptTarget.ESNext)
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest))
    return parsed.get(name)
  }
  host.fileExists = (name) => name === file || fileExists(name)
  host.readFile = (name) => (name === file ? text : readFile(name))
  const program = ts.createProgram([file], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
