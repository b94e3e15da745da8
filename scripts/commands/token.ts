import { parseArgs } from 'node:util'
import { runCommand } from '../../lib/command.ts'
import { issueToken } from '../../lib/people/issue-token.ts'
import { revokeTokens } from '../../lib/people/revoke-tokens.ts'
import { Trouble } from '../../lib/trouble.ts'
import { operator } from '../../lib/viewer.ts'

const usage = 'Whose token? token create --handle H, or token revoke --handle H'

/** `token create --handle H` prints the token and nothing else, so that it can be piped; `token revoke --handle H` ends all of H. */
export async function run([verb, ...rest]: string[]) {
  const handle = readHandle(rest)
  if (!handle) throw new Trouble(usage)
  if (verb === 'create') return create(handle)
  if (verb === 'revoke') return revoke(handle)
  throw new Trouble(usage)
}

async function create(handle: string) {
  const outcome = await runCommand(issueToken, operator, { handle })
  if (!outcome.ok) throw new Trouble(outcome.message)
  process.stdout.write(`${outcome.value.token}\n`)
}

async function revoke(handle: string) {
  const outcome = await runCommand(revokeTokens, operator, { handle })
  if (!outcome.ok) throw new Trouble(outcome.message)
  process.stdout.write(`${outcome.value.count} ended\n`)
}

function readHandle(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { handle: { type: 'string' } } }).values.handle
  } catch {
    throw new Trouble(usage)
  }
}
