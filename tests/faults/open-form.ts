import { setTimeout as sleep } from 'node:timers/promises'
import { fillForm, findAll, textOf } from '../web/read-html.ts'
import { ask, asBrowser } from './acts.ts'
import type { Answer } from './acts.ts'
import type { Findings } from './faults.ts'
import { question } from './stage.ts'
import type { Essay, Sender } from './stage.ts'

/** The page of an essay as somebody has it open who is about to write. */
export type OpenForm = { url: string; by: Sender; essay: Essay; page: string }

export async function openForm(url: string, by: Sender, essay: Essay): Promise<OpenForm> {
  const page = await ask(`${url}/posts/${essay.slug}`, { headers: asBrowser(url, by) })
  if (page?.status !== 200) throw new Error(`The page to write on answers ${page?.status ?? 'nothing'}`)
  return { url, by, essay, page: page.body }
}

/** Sends a form of a page, as it stands there or with words of one's own. */
export function send({ url, by, essay }: Omit<OpenForm, 'page'>, page: string, words: { body?: string }): Promise<Answer | null> {
  return ask(`${url}/posts/${essay.slug}`, { method: 'POST', headers: asBrowser(url, by), body: fillForm(page, 'body', { ...words }) })
}

/** Whether an answer is a page for people, with a text in a field of it, ready to be sent again. */
export function keepsText({ body }: Answer, text: string): boolean {
  const dense = (words: string) => words.replace(/\s+/g, ' ').trim()
  return body.includes('<h1') && findAll(body, 'textarea').map(textOf).map(dense).includes(dense(text))
}

/** Sends a text that cannot be taken now: the answer is a page that says so and keeps every word. @returns that page */
export async function sendInVain(form: OpenForm, body: string, findings: Findings): Promise<string> {
  const answer = await send(form, form.page, { body })
  findings.count('texts sent in vain')
  const isKept = answer !== null && keepsText(answer, body)
  findings.count('of these kept in the answer', isKept ? 1 : 0)
  findings.check(answer?.status === 503 && isKept, `a text that could not be taken was answered with ${answer?.status ?? 'nothing'}, ${isKept ? 'and kept' : 'and is lost'}`)
  return answer?.body ?? ''
}

/** The page that kept a text sends it again, once the trouble is over. */
export async function sendKept(database: string, form: OpenForm, kept: string, body: string, findings: Findings): Promise<void> {
  if (!kept) return
  const answer = await send(form, kept, {})
  const count = await timesThere(database, body)
  findings.told(answer?.status === 200, count)
  findings.check(answer?.status === 200 && count === 1, `a text that was kept and sent again was answered with ${answer?.status ?? 'nothing'}, and is there ${count} times`)
  if (count === 1) findings.count('of these taken afterwards')
}

/** Waits until an address answers so. @returns after how many milliseconds */
export async function untilAnswers(address: string, status: number, patience: number): Promise<number> {
  for (const began = performance.now(); ; await sleep(20)) {
    const waited = performance.now() - began
    const answer = await ask(address)
    if (answer?.status === status) return waited
    if (waited > patience) throw new Error(`${address} does not answer ${status}, but ${answer ? `${answer.status} ${answer.body.slice(0, 300)}` : 'nothing'}`)
  }
}

/** How often a text is in the database: once, or it was lost or taken twice. */
export async function timesThere(database: string, source: string): Promise<number> {
  const [{ count = 0 } = {}] = await question<{ count: number }>(database, 'SELECT count(*)::int AS count FROM comment_revision WHERE source = $1', [source])
  return count
}
