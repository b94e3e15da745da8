import { parseArgs } from 'node:util'
import { readSecurityLog } from '../../lib/people/security/read-security-log.ts'
import { securityFilter } from '../../lib/people/security/security-filter.ts'
import { securityKinds } from '../../lib/security-log.ts'
import { Trouble } from '../../lib/trouble.ts'
import { operator } from '../../lib/viewer.ts'

const usage = 'security-log [--person H] [--kind K]'

/** Prints what happened, newest first, a line each with tabs between: moment, kind, what of it, whose account, who did it, network, request. */
export async function run(args: string[]) {
  const filter = readArguments(args)
  for (let after: string | null = ''; after !== null; ) {
    const log = await readSecurityLog(operator, { ...filter, after }, 1_000)
    if (!log.ok) throw new Trouble(log.message)
    for (const { at, kind, about, handle, byHandle, network, request } of log.value.events) {
      process.stdout.write(`${[at.toISOString(), kind, about, handle ?? '', byHandle ?? '', network, request].join('\t')}\n`)
    }
    after = log.value.next
  }
}

function readArguments(args: string[]) {
  try {
    const { values } = parseArgs({ args, options: { person: { type: 'string' }, kind: { type: 'string' } } })
    const filter = securityFilter(values)
    if (values.kind === undefined || filter.kind !== '') return filter
  } catch {
    // What is wrong with it is said below.
  }
  throw new Trouble(`It is written so: ${usage}. Kinds: ${securityKinds.join(', ')}, decision.`)
}
