import { routeOf } from '#lib/http/route-of.ts'

/** Somebody who looks at both sites, and where they begin. */
export type Onlooker = { name: string; headers: Record<string, string>; begins: string[] }

/** So many addresses of one route are asked for by each of them, beside those with which they begin. */
const ofOneRoute = 1

/** At which something is done by looking, or which tell of this very moment. */
const leftOut = /^\/(sign-out|theme|account\/(data|texts)|moderation\/(live|presence|log\.)|admin\/(security|mail)|api\/auth|_next|_own)/

/** What one address answers, but for what is another thing with each answer. */
type Answer = { status: number; said: string; links: string[] }

/**
 * Goes through two sites side by side, from link to link, and compares every byte that they answer, and what each answer says of itself.
 * @returns the routes that were seen, with their status, and the addresses at which the sites differ
 */
export async function compareSites(urls: readonly [string, string], origin: string, onlookers: Onlooker[]): Promise<{ seen: string[]; asked: number; different: string[] }> {
  const [seen, different] = [new Set<string>(), [] as string[]]
  let asked = 0
  await Promise.all(onlookers.map(async ({ name, headers, begins }) => {
    const [waiting, known, times] = [[...begins], new Set(begins), new Map<string, number>()]
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      const [route, path] = [routeOf(address), address]
      const time = times.get(route) ?? 0
      if (time >= ofOneRoute && !begins.includes(address)) continue
      times.set(route, time + 1)
      asked += 1
      const [one, other] = await Promise.all(urls.map((url) => ask(url + path, headers, origin)))
      if (!one || !other) continue
      seen.add(`${name} ${route} ${one.status}`)
      if (one.said !== other.said) different.push(`${name} at ${address}: ${firstDifference(one.said, other.said)}`)
      for (const link of one.links) if (!known.has(link) && !leftOut.test(link)) waiting.push(link)
      for (const link of one.links) known.add(link)
    }
  }))
  return { seen: [...seen], asked, different }
}

async function ask(url: string, headers: Record<string, string>, origin: string): Promise<Answer> {
  const answer = await fetch(url, { redirect: 'manual', headers: { accept: 'text/html', ...headers } })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const isText = /text|json|xml|javascript/.test(answer.headers.get('content-type') ?? '')
  const [id, nonce] = [answer.headers.get('x-request-id') ?? '', /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]]
  const head = [...answer.headers].filter(([name]) => !ofTheConnection.includes(name)).map(([name, value]) => `${name}: ${value}`)
  const body = isText ? steadyPage(bytes.toString('utf8')) : bytes.toString('base64')
  const said = [answer.status, ...head, body].join('\n').replaceAll(id, 'REQUEST').replaceAll(nonce ?? id, 'NONCE').replace(ofThisMoment, isNow).replace(keys, '$1KEY').replace(newRows, '$1ROW')
  return { status: answer.status, said, links: isText ? linksIn(body, origin) : [] }
}

/** And how long an answer is, packed: its nonce is in it; and what a browser may fetch early, of which the framework says as much as it has found out by then. */
const ofTheConnection = ['date', 'x-request-id', 'etag', 'keep-alive', 'connection', 'transfer-encoding', 'content-length', 'link']

/** The framework says a page once more, for its own script, in pieces as they come, and what is in the head in the order in which it was known. */
function steadyPage(page: string): string {
  const [head = '', ...rest] = page.replace(/<script[^>]*>(?:\(?self\.__next|\$R)[^<]*<\/script>/g, '').replace(roughly, '').split('</head>')
  return [head.split(/(?=<(?:meta|link|title|script|style)\b)/).toSorted().join('\n'), ...rest].join('</head>')
}

/** Decided texts that are like one are found by what the database reckons of words, which each server does for itself. */
const roughly = /<ul class="desk-precedents">.*?<\/ul>/gs

/** A moment of the last two minutes is the one in which it was asked, or in which the site was started. */
const ofThisMoment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d (?:GMT|\+0000)/g

function isNow(moment: string): string {
  return Math.abs(Date.now() - Date.parse(moment)) < 120_000 ? 'NOW' : moment
}

/** Each form has one of its own, so that it is taken once; and each empty row of a form. */
const keys = /(name="idempotencyKey" value=")[\w-]+/g
const newRows = /\b((?:credits|releases|synopses|facts)[/.])[a-z0-9]{8}\b/g

function linksIn(body: string, origin: string): string[] {
  return [...body.matchAll(/(?:href|src)="([^"#]+)/g)].map(([, link = '']) => link.replaceAll('&amp;', '&').replace(origin, '')).filter((link) => /^\/(?!\/)/.test(link))
}

function firstDifference(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return `${JSON.stringify(one.slice(Math.max(0, at - 60), at + 80))} and ${JSON.stringify(other.slice(Math.max(0, at - 60), at + 80))}`
}
