import { parseArgs } from 'node:util'
import { runCommand } from '../../lib/command.ts'
import { issueToken } from '../../lib/people/issue-token.ts'
import { Trouble } from '../../lib/trouble.ts'
import { operator } from '../../lib/viewer.ts'

const usage = 'Whose token? token create --handle H'

/** `token create --handle H` prints the token and nothing else, so that it can be piped. */
export async function run([verb, ...rest]: string[]) {
  const handle = verb === 'create' ? readHandle(rest) : undefined
  if (!handle) throw new Trouble(usage)
  const outcome = await runCommand(issueToken, operator, { handle })
  if (!outcome.ok) throw new Trouble(outcome.message)
  process.stdout.write(`${outcome.value.token}\n`)
}

function readHandle(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { handle: { type: 'string' } } }).values.handle
  } catch {
    throw new Trouble(usage)
  }
}
