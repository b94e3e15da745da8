import { setTimeout as sleep } from 'node:timers/promises'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { renderInWorker } from '#lib/rendering/render-in-worker.ts'
import { operator } from '#lib/viewer.ts'
import { noteMadeAnew } from './note-made-anew.ts'
import { renewSmallText } from './renew-small-text.ts'
import { pause } from './renew-texts.ts'
import { smallKindNames, smallKinds } from './small-texts.ts'
import type { SmallKindName } from './small-texts.ts'

type Small = { id: string; source: string; html: string }

/** Texts read at once. */
const atATime = 100

/**
 * Makes the texts beside the essays anew that an older renderer made: once for each version of it. What looks the same is left alone, and so is what the
 * renderer refuses.
 * @param ends whether to stop before all is done; it is begun again at the next start then
 * @returns how many look otherwise now
 */
export async function renewSmallTexts(ends: () => boolean = () => false): Promise<number> {
  let renewed = 0
  for (const kind of smallKindNames) {
    const { version } = smallKinds[kind]
    const made = await reader().madeAnew.findUnique({ where: { kind }, select: { version: true } })
    if ((made?.version ?? 0) >= version) continue
    let after = ''
    for (let some = await readers[kind](after); some.length > 0; some = await readers[kind](after)) {
      for (const each of some) {
        if (ends()) return renewed
        if (each.source.trim() !== '' && (await renewOne(kind, each))) renewed++
      }
      after = some.at(-1)?.id ?? after
    }
    await runCommand(noteMadeAnew, operator, { kind, version })
  }
  return renewed
}

async function renewOne(kind: SmallKindName, { id, source, html }: Small): Promise<boolean> {
  const { profile, options } = smallKinds[kind]
  const result = await renderInWorker({ format: 'markdown', source, profile, options })
  await sleep(pause)
  if (!result.ok || result.rendering.html === html) return false
  const outcome = await runCommand(renewSmallText, operator, { kind, id, source, html: result.rendering.html })
  return outcome.ok && outcome.value.count === 1
}

const page = (after: string) => ({ orderBy: { id: 'asc' as const }, take: atATime, ...(after !== '' && { cursor: { id: after }, skip: 1 }) })

const readers: Record<SmallKindName, (after: string) => Promise<Small[]>> = {
  async update_note(after) {
    const rows = await reader().updateNote.findMany({ ...page(after), select: { id: true, body: true, html: true } })
    return rows.map(({ id, body, html }) => ({ id, source: body, html }))
  },
  async series(after) {
    const rows = await reader().series.findMany({ ...page(after), select: { id: true, description: true, descriptionHtml: true } })
    return rows.map(({ id, description, descriptionHtml }) => ({ id, source: description, html: descriptionHtml }))
  },
  house_text: (after) => reader().houseText.findMany({ ...page(after), select: { id: true, source: true, html: true } }),
  async post(after) {
    const rows = await reader().post.findMany({ ...page(after), where: { commentGuidelines: { not: '' } }, select: { id: true, commentGuidelines: true, commentGuidelinesHtml: true } })
    return rows.map(({ id, commentGuidelines, commentGuidelinesHtml }) => ({ id, source: commentGuidelines, html: commentGuidelinesHtml }))
  },
  async person(after) {
    const rows = await reader().person.findMany({ ...page(after), where: { biography: { not: '' } }, select: { id: true, biography: true, biographyHtml: true } })
    return rows.map(({ id, biography, biographyHtml }) => ({ id, source: biography, html: biographyHtml }))
  },
}
