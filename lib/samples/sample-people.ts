import { createHash, randomBytes } from 'node:crypto'
import { reader } from '#lib/database.ts'
import { createPerson } from '#lib/people/create-person.ts'
import { addSampleGuests } from '#lib/samples/add-sample-guests.ts'
import { carryOut } from '#lib/samples/carry-out.ts'
import { operator } from '#lib/viewer.ts'
import type { SignedIn, ViewerRole } from '#lib/viewer.ts'

/** Who writes and who decides in samples. Nobody of them can sign in. */
export type Cast = {
  author: SignedIn
  moderators: SignedIn[]
  /** People with many approved texts. */
  readers: SignedIn[]
  /** People of whom nothing was approved. */
  newcomers: SignedIn[]
  /** A few accounts that advertise, all for the same few hosts. */
  advertisers: SignedIn[]
  /** Ids of writers without an account, as an import brings them. */
  guests: string[]
}

const names = {
  readers: ['Abel', 'Bruna', 'Chidi', 'Dorte', 'Emre', 'Farah', 'Goran', 'Hana', 'Idris', 'Jonna', 'Kofi', 'Luz'],
  newcomers: ['Mina', 'Nils', 'Oona', 'Piotr', 'Qadir', 'Rhea', 'Saskia', 'Tomoko', 'Ulla', 'Vasco', 'Wanda', 'Xenia'],
  advertisers: ['Yorick', 'Zelda', 'Barnaby', 'Clover'],
  guests: ['Old Tom', 'Marguerite', 'A visitor from Porto', 'The usher'],
}

/** Finds the people of the samples, and makes those who are not there yet. */
export async function gatherCast(): Promise<Cast> {
  const [author, moderators, readers, newcomers, advertisers] = await Promise.all([
    findOrMake('sample-essayist', 'The sample essayist', 'author'),
    Promise.all([findOrMake('sample-desk', 'The sample desk', 'moderator'), findOrMake('sample-night-desk', 'The sample night desk', 'moderator')]),
    Promise.all(names.readers.map(readerCalled)),
    Promise.all(names.newcomers.map(readerCalled)),
    Promise.all(names.advertisers.map(readerCalled)),
  ])
  const guests = names.guests.map((name) => ({ id: fixedId(`guest ${name}`), name: `${name} (sample)` }))
  await carryOut(addSampleGuests, operator, { guests })
  return { author, moderators, readers, newcomers, advertisers, guests: guests.map(({ id }) => id) }
}

function readerCalled(name: string) {
  return findOrMake(`sample-${name.toLowerCase()}`, `${name} (sample)`, 'reader')
}

async function findOrMake(handle: string, name: string, role: Extract<ViewerRole, 'reader' | 'author' | 'moderator'>): Promise<SignedIn> {
  const found = await reader().person.findUnique({ where: { handle }, select: { id: true } })
  const password = randomBytes(24).toString('base64url')
  const { id } = found ?? (await carryOut(createPerson, operator, { handle, name, role, password }))
  return { id, handle, name, role, suspended: false, emailVerified: true }
}

/** The same id at every run, so that a second one finds the guests of the first. */
function fixedId(name: string): string {
  const digest = createHash('sha256').update(`afterword sample ${name}`).digest('hex')
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}
