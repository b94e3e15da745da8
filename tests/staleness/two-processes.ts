import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** Who sends another cookie of ours is answered afresh. */
const afresh = { cookie: 'afterword-carried=nothing' }

/** In milliseconds: what no process sends anything older than. */
const promised = 1_000

type Process = { url: string; port: number }

const agent = new http.Agent({ keepAlive: true, maxSockets: 6 })

/** Two processes on one database, and what each of them answers. */
export class TwoProcesses {
  readonly #processes: readonly [Process, Process]
  /** What was made afresh last, by path. */
  readonly #known = new Map<string, string>()
  /** Pages that were compared, and those of them that had become others. */
  compared = 0
  changed = 0
  /** How long it took at most until both said what is, in milliseconds. */
  slowest = 0

  constructor(processes: readonly [Process, Process]) {
    this.#processes = processes
  }

  /** What a process answers, without what is of its own or of the moment. */
  async read({ url, port }: Process, path: string, headers: http.OutgoingHttpHeaders = {}): Promise<string> {
    const [status, type, body, location] = await get(port, path, headers)
    // The framework writes a page of its own below what leads elsewhere, which nobody sees.
    if (location !== undefined) return `${status} ${location}`
    const same = body.replace(/ data-shown-until="[^"]*"/, '').replaceAll(/(?<=name="\$ACTION_(REF_)?)\d/g, '').replaceAll(url, '')
    return `${status} ${type} ${inOrder(same)}`
  }

  /** Has both of them keep pages. */
  async warm(paths: readonly string[]) {
    await Promise.all(this.#processes.flatMap((each) => paths.map((path) => this.read(each, path))))
  }

  /**
   * Whether both answer what is made afresh, byte for byte, within a second of a change.
   * @param since when it was committed
   * @returns where they do not
   */
  async check(paths: readonly string[], since: number): Promise<string[]> {
    let wrong = await this.#differing(paths)
    // What is asked for within the second may still be old, however late it is answered.
    for (let began = since; wrong.length > 0 && began - since < promised;) {
      await sleep(20)
      began = performance.now()
      wrong = await this.#differing([...new Set(wrong.map(({ path }) => path))])
    }
    this.slowest = Math.max(this.slowest, performance.now() - since)
    this.compared += paths.length
    return wrong.map(({ path, says }) => `${path}: ${says}`)
  }

  async #differing(paths: readonly string[]): Promise<{ path: string; says: string }[]> {
    const [one, other] = this.#processes
    const all = await Promise.all(paths.map(async (path) => ({ path, says: await Promise.all([this.read(one, path, afresh), this.read(one, path), this.read(other, path)]) })))
    return all.flatMap(({ path, says: [fresh, ...kept] }) => {
      if (this.#known.has(path) && this.#known.get(path) !== fresh) this.changed++
      this.#known.set(path, fresh ?? '')
      return kept.flatMap((each, place) => (each === fresh ? [] : [{ path, says: `process ${place + 1}: ${whereOff(each, fresh ?? '')}` }]))
    })
  }
}

function whereOff(here: string, there: string): string {
  const at = [...here].findIndex((letter, index) => letter !== there[index])
  return [here, there].map((text) => text.slice(Math.max(0, at - 60), at + 60)).join(' | ')
}

/** What a page says in its head comes in the order in which the framework gets to know it, which differs from one rendering to the next. */
function inOrder(html: string): string {
  return html.replace(/<head>([^]*?)<\/head>/, (_, inside: string) => `<head>${inside.split(/(?=<(?!\/))/).sort().join('')}</head>`)
}

function get(port: number, path: string, headers: http.OutgoingHttpHeaders): Promise<[status: number, type: string, body: string, location: string | undefined]> {
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path, headers, agent }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
      answer.on('end', () => resolve([answer.statusCode ?? 0, String(answer.headers['content-type']), Buffer.concat(chunks).toString(), answer.headers.location]))
    }).on('error', reject)
  })
}
