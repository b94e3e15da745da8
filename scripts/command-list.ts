import { Trouble } from '../lib/trouble.ts'
import type { OpenDatabase } from './open-database.ts'

/** One file in `scripts/commands`. What it prints on standard output is its result; a failure is thrown as Trouble. */
export type CommandFile = { run: (args: string[], database: OpenDatabase) => Promise<void> }

type Entry = {
  words: string
  arguments: string
  summary: string
  file: string
  /** It makes the tables itself. */
  withoutTables?: true
}

/** The order of the help text. A command's words are followed by its arguments, which its file parses. */
export const commands: Entry[] = [
  { words: 'import wxr', arguments: 'FILE [--dry-run]', summary: 'bring in a WordPress export', file: 'import-wxr.ts' },
  { words: 'import media', arguments: '[--from HOST|DIR] [--links] [--dry-run]', summary: 'take over the pictures of what was imported, from the old blog or a copy of its folder', file: 'import-media.ts' },
  { words: 'user', arguments: 'create --handle H --role R | password --handle H | list', summary: 'make a person, set a password, list everybody', file: 'user.ts' },
  { words: 'token', arguments: 'create --handle H | revoke --handle H', summary: 'make an API token and print it alone, end all tokens of a person', file: 'token.ts' },
  { words: 'setting', arguments: '[KEY [JSON]]', summary: 'list settings, print one, change one', file: 'setting.ts' },
  { words: 'verify', arguments: '[--noted NUMBER:HASH]', summary: 'prove the counters, the log, the desk and what is visible', file: 'verify.ts' },
  { words: 'security-log', arguments: '[--person H] [--kind K]', summary: 'print who came in, could not, and was refused, given or took what', file: 'security-log.ts' },
  { words: 'backup', arguments: '[FILE]', summary: 'write the whole site into one file, while it serves', file: 'backup.ts' },
  { words: 'restore', arguments: 'FILE [--as-it-was]', summary: 'make a site of a backup, in an empty database', file: 'restore.ts', withoutTables: true },
  { words: 'seed', arguments: '--posts N --comments M --pending K [--decided D] [--levels L]', summary: 'write many posts and comments', file: 'seed.ts' },
]

/** @throws Trouble for words that name no command */
export function findCommand(args: string[]): { entry: Entry; rest: string[] } {
  for (const entry of commands) {
    const words = entry.words.split(' ')
    if (words.every((word, index) => args[index] === word)) return { entry, rest: args.slice(words.length) }
  }
  throw new Trouble(`There is no command “${args.join(' ')}”. See npm run afterword -- help.`)
}

export function helpText(): string {
  const lines = commands.map(({ words, arguments: more, summary }) => [`  ${words} ${more}`.trimEnd(), `      ${summary}`].join('\n'))
  return `npm run afterword -- COMMAND\n\n${lines.join('\n')}\n`
}
