import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, canaryShape } from './acts.ts'
import type { Answer } from './acts.ts'
import { proofs } from './faults.ts'
import type { Findings } from './faults.ts'
import { publicOf } from './truth.ts'
import type { Truth } from './truth.ts'

type Looked = {
  url: string
  slug: string
  /** Whose pages are read too. */
  handles: string[]
  /** Finds all texts of a round; empty where it is not searched for. */
  word: string
  truth: Truth
  /** All canaries that readers may see, in this conversation and in others. */
  open: ReadonlySet<string>
  /** So many of the pages are read, beside the essay; all where nothing is said. */
  some?: ((paths: string[]) => string[]) | undefined
}

/** Reads everything that shows anything of a conversation, as somebody without an account, the essay first, and looks for texts that nobody approved. */
export async function lookForCanaries({ url, slug, handles, word, truth, open, some = (paths) => paths }: Looked, findings: Findings): Promise<void> {
  const first = await read(url, `/posts/${slug}`)
  const pages = [first, ...(await Promise.all(some(addressesOf(slug, handles, word)).map((path) => read(url, path))))]
  findings.count(proofs.pages, pages.length)
  for (const { path, answer } of pages) {
    if (!answer || answer.status >= 500) findings.fail(`${path} answers ${answer?.status ?? 'nothing'}`)
    const seen = [...new Set(answer?.body.match(canaryShape) ?? [])].filter((canary) => !open.has(canary))
    findings.count(proofs.seen, seen.length)
    for (const canary of seen) findings.fail(`${path} shows ${canary}, which nobody approved`)
  }
  const missing = publicOf(truth).filter((canary) => !first.answer?.body.includes(canary))
  for (const canary of missing) findings.fail(`/posts/${slug} does not show ${canary}, which was approved`)
  findings.count(proofs.searched, truth.texts.length)
  await compareWithNothing(url, truth, some, findings)
}

function addressesOf(slug: string, handles: string[], word: string): string[] {
  return [
    `/posts/${slug}?order=newest`, `/posts/${slug}/latest`, `/posts/${slug}/comments/feed.xml`, `/api/v1/posts/${slug}/comments`,
    '/', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/log',
    ...(word ? [`/search?q=${word}`, `/api/v1/search?q=${word}`] : []),
    ...handles.flatMap((handle) => [`/people/${handle}`, `/people/${handle}/feed.xml`]),
  ]
}

/** A busy machine tells readers to come back, and they do. */
async function read(url: string, path: string): Promise<{ path: string; answer: Answer | null }> {
  for (let tries = 1; ; tries++) {
    const answer = await ask(url + path, { headers: { 'x-forwarded-for': '192.0.2.7' } })
    if (answer?.status !== 503 || tries === 10) return { path, answer }
    await sleep(1_000)
  }
}

/** What waits or was refused has the answer of what never was. */
async function compareWithNothing(url: string, { comments }: Truth, some: (ids: string[]) => string[], findings: Findings) {
  const chosen = some(comments.filter(({ state }) => state !== 'published').map(({ id }) => id))
  const hidden = comments.filter(({ id }) => chosen.includes(id))
  for (const address of [(id: string) => `/c/${id}`, (id: string) => `/api/v1/comments/${id}`]) {
    const [nothing, ...answers] = await Promise.all([randomUUID(), ...hidden.map(({ id }) => id)].map(async (id) => (await read(url, address(id))).answer))
    findings.count(proofs.pages, answers.length)
    for (const [place, answer] of answers.entries()) {
      const state = hidden[place]?.state
      if (answer?.status !== nothing?.status) findings.fail(`${address('…')} of a ${state} comment answers ${answer?.status}, and of nothing ${nothing?.status}`)
    }
  }
}
