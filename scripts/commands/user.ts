import { parseArgs } from 'node:util'
import { runCommand } from '../../lib/command.ts'
import { createPerson } from '../../lib/people/create-person.ts'
import { listPeople } from '../../lib/people/list-people.ts'
import type { ListedPerson } from '../../lib/people/list-people.ts'
import { makePassword } from '../../lib/people/make-secret.ts'
import { setPassword } from '../../lib/people/set-password.ts'
import { Trouble } from '../../lib/trouble.ts'
import { operator } from '../../lib/viewer.ts'

/** `user create --handle H --role R [--name N] [--email E]`, `user password --handle H`, `user list`. */
export async function run([verb, ...rest]: string[]) {
  if (verb === 'create') return create(rest)
  if (verb === 'password') return changePassword(rest)
  if (verb === 'list') return list()
  throw new Trouble('What should be done? user create, user password or user list.')
}

async function create(args: string[]) {
  const { handle, role = 'reader', name = handle, email = '' } = read(args, ['handle', 'role', 'name', 'email'])
  if (!handle) throw new Trouble('Which handle? user create --handle H --role R [--name N] [--email E]')
  const password = makePassword()
  const outcome = await runCommand(createPerson, operator, { handle, role, name, email, password })
  if (!outcome.ok) throw new Trouble(outcome.message)
  process.stdout.write(`${password}\n`)
}

async function changePassword(args: string[]) {
  const { handle } = read(args, ['handle'])
  if (!handle) throw new Trouble('Whose password? user password --handle H')
  const password = makePassword()
  const outcome = await runCommand(setPassword, operator, { handle, password })
  if (!outcome.ok) throw new Trouble(outcome.message)
  process.stdout.write(`${password}\n`)
}

async function list() {
  const people = await readEverybody()
  const width = Math.max(0, ...people.map(({ handle }) => handle.length))
  for (const { handle, role, name, stopped } of people) {
    process.stdout.write(`${handle.padEnd(width)}  ${role.padEnd('administrator'.length)}  ${name}${stopped ? `  (${stopped})` : ''}\n`)
  }
}

async function readEverybody(): Promise<ListedPerson[]> {
  const everybody: ListedPerson[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = await listPeople(operator, after)
    if (!page.ok) throw new Trouble(page.message)
    everybody.push(...page.value.people)
    after = page.value.next
  }
  return everybody
}

function read<Name extends string>(args: string[], names: readonly Name[]): Partial<Record<Name, string>> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    return parseArgs({ args, options, strict: true }).values as Partial<Record<Name, string>>
  } catch {
    throw new Trouble(`Only these can be given here: ${names.map((name) => `--${name}`).join(', ')}.`)
  }
}
