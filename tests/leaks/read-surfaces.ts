import { ask, forgetCounts, inTurns } from './ask.ts'
import type { Looks } from './ask.ts'
import type { HeardSite } from './hear-site.ts'
import type { Plot } from './plot.ts'
import { strangers } from './same-answers.ts'
import { surfaces } from './surfaces.ts'
import type { Viewer } from './viewers.ts'

export type Asked = { surface: string; address: string; viewer: Viewer }

/** So many addresses of one surface are asked for by everybody; of more of them each by some, who take turns. */
const few = 4

/** How many take turns at one address. */
const turns = 1

/** Where nothing but its status tells what an answer is. */
const askedByAll = ['/media/[name]']

/** Who sees most at addresses that begin so: they prove that what others do not find is there. */
const owners: [beginning: RegExp, viewers: string[]][] = [
  [/^\/write\//, ['author', 'guest author', 'administrator']], [/^\/account\/invitations/, ['another author']], [/^\/account\//, ['writer']], [/^\/(c|moderation|posts|people)\//, ['moderator']],
  [/^\/drafts\//, ['reader']], [/^\/protected\//, ['with the password']],
]

/** Requests that one server answers at once, in these tests. */
const atOnce = 6

/** Every surface with every name that was written, by everybody who looks. @param all whether each address is asked for by each of them; else by some in turn, where there are many */
export function gatherRequests(plot: Plot, viewers: readonly Viewer[], all: boolean): Asked[] {
  let turn = 0
  return Object.entries(surfaces).flatMap(([surface, ways]) => {
    const addresses = [...new Set(ways(plot))]
    const asking = viewers.filter((viewer) => isFor(viewer, surface))
    return addresses.flatMap((address) => {
      const [, owning = []] = owners.find(([beginning]) => beginning.test(surface)) ?? []
      const always = asking.filter(({ name }) => (name === 'anonymous' && !isInside(surface)) || owning.includes(name))
      const others = asking.filter((viewer) => !always.includes(viewer))
      const compared = plot.isNever(address) ? others.filter(({ name }) => strangers.includes(name)) : []
      const some = all || addresses.length <= few || askedByAll.includes(surface) ? others : compared.length > 0 ? compared : Array.from({ length: turns }, () => others[turn++ % others.length] as Viewer)
      return [...always, ...some].map((viewer) => ({ surface, address, viewer }))
    })
  })
}

/** Whoever is not signed in is led to the door from there, wherever it is. */
function isInside(surface: string): boolean {
  return /^\/(write|account|moderation|admin)\//.test(surface)
}

/** What the framework's script asks for are pages; a key opens the API. */
function isFor({ asks }: Viewer, surface: string): boolean {
  return asks === 'everything' || surface.startsWith('/api/v1/') === (asks === 'the API')
}

/** What an answer says beside its words: they are compared with each other. */
export type Answered = Asked & { status: number; body: string }

/** Asks all of it, of one server and the other in turn. @param tell is given what strangers were answered */
export async function readSurfaces(asked: readonly Asked[], sites: readonly HeardSite[], looks: Looks, tell: (answer: Answered) => void): Promise<void> {
  await inTurns(asked, atOnce * sites.length, async ({ surface, address, viewer }, place) => {
    if (place % 200 === 0) await forgetCounts()
    const { status, body, sent } = await ask(sites[place % sites.length]?.url ?? '', viewer, address)
    if (status >= 500) looks.broken.push(`${viewer.name} at ${address}: ${status}`)
    looks.look(viewer, surface, address, sent)
    tell({ surface, address, viewer, status, body })
  })
}
