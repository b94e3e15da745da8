import { randomUUID } from 'node:crypto'
import { publicReader } from '#lib/database.ts'
import { fillForm } from '../web/site.ts'
import { ask, forgetCounts, inTurns } from './ask.ts'
import type { Looks } from './ask.ts'
import type { HeardSite } from './hear-site.ts'
import type { Plot } from './plot.ts'
import { bare, firstOff } from './same-answers.ts'
import type { Viewer } from './viewers.ts'

/** Something that is sent about a comment. */
type Press = { what: string; send: (commentId: string) => Promise<{ status: number; sent: string }> }

/**
 * Sends what forms and programs send about replies, about each that is not public. What is answered tells nobody of it, and is what is answered about one that
 * never was.
 * @returns where it is not, and how many answers were compared
 */
export async function pressForms(plot: Plot, site: HeardSite, viewer: Viewer, looks: Looks): Promise<{ different: string[]; compared: number }> {
  const [never = '', ...all] = plot.names('comment')
  const shown = new Set((await publicReader().publishedComment.findMany({ where: { id: { in: all } }, select: { id: true } })).map(({ id }) => id))
  const gone = all.filter((id) => !shown.has(id))
  const presses = await gatherPresses(plot, site, viewer)
  const different: string[] = []
  for (const { what, send } of presses) {
    const said = async (id: string) => {
      await forgetCounts()
      const { status, sent } = await send(id)
      looks.look(viewer, 'answers to forms', what, sent)
      return `${status} ${bare(sent.replaceAll(/^(date|etag|content-length|x-request-id): .*$/gim, ''), [id], [site])}`
    }
    const nothing = await said(never)
    if (!/^4/.test(nothing)) different.push(`${what}: what never was is answered ${nothing.slice(0, 60)}`)
    for (const id of gone) {
      const answer = await said(id)
      if (answer !== nothing) different.push(`${viewer.name}, ${what} ${id}: ${firstOff(answer, nothing)}`)
    }
  }
  return { different, compared: presses.length * gone.length }
}

async function gatherPresses(plot: Plot, site: HeardSite, viewer: Viewer): Promise<Press[]> {
  const { essay: { slug }, edited: known } = plot
  const json = { origin: site.url, 'content-type': 'application/json' }
  const post = (address: string, body: BodyInit, headers: Record<string, string> = { origin: site.url }) => ask(site.url, viewer, address, { method: 'POST', headers, body })
  const form = async (what: string, address: string, field: string, values: (id: string) => Record<string, string>): Promise<Press> => {
    const { body } = await ask(site.url, viewer, address)
    return { what, send: (id) => post(address, fillForm(body, field, values(id))) }
  }
  const key = randomUUID()
  const said = `A thought: ${plot.sending}.`
  return [
    await form('a reply', `/posts/${slug}`, 'body', (id) => ({ body: said, parentId: id })),
    await form('a report', `/c/${known}/report`, 'reasonCode', (id) => ({ commentId: id, reasonCode: 'spam', note: '' })),
    await form('following', `/c/${known}/follow`, 'commentId', (id) => ({ commentId: id })),
    { what: 'a reply of a program', send: (id) => post(`/api/v1/posts/${slug}/comments`, JSON.stringify({ body: said, parentId: id }), { ...json, 'idempotency-key': key }) },
    { what: 'a draft of a reply', send: (id) => post('/account/drafts', JSON.stringify({ slug, parentId: id, body: said }), json) },
  ]
}

/** Sends what the programs of the desk and of the editor send, about everything that is not the viewer's. What is answered tells nothing of it. */
export async function pressDesk(plot: Plot, site: HeardSite, viewer: Viewer, looks: Looks): Promise<void> {
  const saved = JSON.stringify({ version: 0, title: '', standfirst: '', source: 'x', reason: 'saved' })
  const asks = [
    ...plot.names('essay').flatMap((id) => [[`/write/${id}/save`, saved], [`/write/${id}/preview-text`, '{"source":"x"}']] as const),
    ...plot.names('item').flatMap((id) => [[`/api/v1/moderation/items/${id}/decisions`, '{"action":"approve","version":1}'], ['/moderation/presence', JSON.stringify({ act: 'hold', tab: randomUUID(), itemId: id })]] as const),
    ...plot.names('decision').map((id) => [`/api/v1/moderation/decisions/${id}/undo`, '{}'] as const),
  ]
  await inTurns(asks, 6, async ([address, body], place) => {
    if (place % 50 === 0) await forgetCounts()
    const { status, sent } = await ask(site.url, viewer, address, { method: 'POST', headers: { origin: site.url, 'content-type': 'application/json' }, body })
    if (status < 400) looks.broken.push(`${viewer.name} sent ${address}: ${status}`)
    looks.look(viewer, 'answers to forms', address, sent)
  })
}
