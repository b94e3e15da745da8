import { runCommand } from '#lib/command.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import type { MediaStore } from '#lib/media/store/media-store.ts'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'
import { operator } from '#lib/viewer.ts'
import { atMost } from './at-most.ts'
import { findLinks } from './find-links.ts'
import { findPosts, readPresentPost } from './find-posts.ts'
import type { PresentPost } from './find-posts.ts'
import type { FileSource } from './got-file.ts'
import { addMissing, addOther, beginMediaReport } from './media-report.ts'
import type { MediaReport } from './media-report.ts'
import { filesOfPicture, liesOn, namesPicture, pictureAddress } from './picture-address.ts'
import type { NamedHosts } from './read-hosts.ts'
import { replacePictures } from './replace-pictures.ts'
import { rewriteInWorker } from './rewrite-in-worker.ts'
import type { Rewritten, ShownPicture } from './rewrite-text.ts'
import { pictureTaker } from './take-pictures.ts'
import type { TakenPicture, WantedPicture } from './take-pictures.ts'

export type MediaImport = {
  source: FileSource
  /** Those that the imports named, or one of them. */
  hosts: NamedHosts
  /** Links to posts of the old blog become links to what they are here. */
  links?: boolean
  /** Asks for nothing, writes nothing, and says what there is to do. */
  dryRun?: boolean
  store?: MediaStore
  /** Is told how far it is, now and then. */
  tell?: (words: string) => void
}

/** Posts that are worked on at a time. */
const atATime = 2

/**
 * Takes the pictures of imported posts over into our own media, and lets the texts show them. Every file and every post is finished by itself, so a run that was
 * broken off is completed by the next, and one after the last has nothing to do.
 */
export async function importMedia({ source, hosts, links = false, dryRun = false, store = mediaStore(), tell = () => {} }: MediaImport): Promise<MediaReport> {
  const report = beginMediaReport()
  const take = dryRun ? onlyLooking(source, report) : counting(pictureTaker(source, store), report)
  const inTurn = atMost(atATime)
  const running = new Set<Promise<void>>()
  let trouble: unknown
  for await (const id of findPosts(new Set([...hosts.pictures, ...(links ? hosts.blogs : [])]))) {
    // Not many more than are worked on: a blog may have tens of thousands.
    while (running.size >= 2 * atATime) await Promise.race(running)
    if (trouble !== undefined) break
    const one = inTurn(() => settlePost(id, { hosts, links, dryRun, take, report })).catch((error: unknown) => {
      trouble ??= error
    }).finally(() => {
      running.delete(one)
      tell(`${report.posts} texts, ${report.taken + report.known} pictures`)
    })
    running.add(one)
  }
  await Promise.all(running)
  if (trouble !== undefined) throw trouble
  return report
}

type Take = (wanted: WantedPicture) => Promise<TakenPicture>
type Settling = { hosts: NamedHosts; links: boolean; dryRun: boolean; take: Take; report: MediaReport }

/** How often a post is tried whose authors save it meanwhile. */
const tries = 3

async function settlePost(id: string, settling: Settling): Promise<void> {
  const { dryRun, report } = settling
  for (let attempt = 1; ; attempt++) {
    const post = await readPresentPost(id)
    if (!post) return
    if (attempt === 1) report.posts++
    const plan = await planPost(post, settling, attempt === 1)
    if (dryRun) return
    if (plan.texts.every(({ text }) => text === null) && !plan.coverSettled) return
    const outcome = await runCommand(replacePictures, operator, { postId: id, draftVersion: post.draftVersion, ...plan })
    if (outcome.ok) {
      if (outcome.value.changed) report.changed++
      if (plan.cover) report.covers++
      return
    }
    if (attempt === tries) return void report.problems.push(`“${post.title}”: ${outcome.message} Run it again later.`)
  }
}

/** What is to become of a post: its texts with our own addresses, its cover. */
async function planPost(post: PresentPost, settling: Settling, first: boolean) {
  const texts = []
  for (const { revisionId, source, format } of post.texts) {
    const found = await rewriteInWorker({ format, source, pictures: {}, links: {} })
    if (!found) settling.report.problems.push(`“${post.title}” cannot be read in time and stays as it is.`)
    const [pictures, links] = found ? await newAddresses(post, found, settling, first) : nothing
    const changes = Object.keys(pictures).length + Object.keys(links).length > 0 && !settling.dryRun
    const written = changes ? await rewriteInWorker({ format, source, pictures, links }) : null
    texts.push({ revisionId, text: written && written.source !== source ? textOf(written) : null })
  }
  return { texts, ...(await coverOf(post, settling)) }
}

function textOf({ source, rendering: { html, text, headings, words } }: Rewritten) {
  return { source, html, text, headings, words, rendererVersion: RENDERER_VERSION }
}

type Addresses = Record<string, string>

const nothing: [Addresses, Addresses] = [{}, {}]

async function newAddresses(post: PresentPost, { pictures, links }: Rewritten, settling: Settling, first: boolean): Promise<[Addresses, Addresses]> {
  const { hosts, report } = settling
  const wanted = wantedIn(pictures, links, hosts)
  if (first) for (const host of othersIn(pictures, hosts)) addOther(report, host)
  const taken = new Map(await Promise.all([...wanted].map(async ([address, said]) => [address, await settling.take({ address, postId: post.id, ...said })] as const)))
  const ours = (raw: string) => {
    const each = taken.get(pictureAddress(raw) ?? '')
    return each?.ok ? [[raw, each.url] as const] : []
  }
  const newLinks = new Map(links.flatMap(ours))
  if (settling.links) {
    for (const [link, here] of await findLinks(links.filter((link) => !namesPicture(link)), hosts.blogs)) {
      if (here !== null) newLinks.set(link, here)
      if (first) report[here === null ? 'deadLinks' : 'links']++
    }
  }
  return [Object.fromEntries(pictures.flatMap(({ src }) => ours(src))), Object.fromEntries(newLinks)]
}

/** The files that a text shows or leads to, by address, with what is said of each where it is shown first. */
function wantedIn(pictures: ShownPicture[], links: string[], hosts: NamedHosts): Map<string, { alt: string; caption: string }> {
  const wanted = new Map<string, { alt: string; caption: string }>()
  const want = (raw: string, said: { alt: string; caption: string }) => {
    const address = pictureAddress(raw)
    if (address !== null && liesOn(hosts.pictures, address) && !wanted.has(address)) wanted.set(address, said)
  }
  for (const { src, alt, caption } of pictures) want(src, { alt, caption })
  for (const link of links) if (namesPicture(link)) want(link, { alt: '', caption: '' })
  return wanted
}

function othersIn(pictures: ShownPicture[], hosts: NamedHosts): string[] {
  return pictures.flatMap(({ src }) => {
    const address = pictureAddress(src)
    return address === null || liesOn(hosts.pictures, address) ? [] : [new URL(address).host]
  })
}

/** What belongs above the text; nothing more is to be done about it where somebody has put a picture there already. */
async function coverOf({ id, cover, texts }: PresentPost, { hosts, take }: Settling) {
  if (!cover || !liesOn(hosts.pictures, cover.address)) return { cover: null, coverSettled: false }
  if (texts.every(({ covered }) => covered)) return { cover: null, coverSettled: true }
  const { address, alt, caption } = cover
  const taken = await take({ address, postId: id, alt, caption })
  return taken.ok ? { cover: { media: taken.url, alt, caption }, coverSettled: true } : { cover: null, coverSettled: false }
}

/** Each file counts once, whatever number of posts show it. */
function counting(take: Take, report: MediaReport): Take {
  const counted = new Set<string>()
  return async (wanted) => {
    const taken = await take(wanted)
    const thing = taken.ok ? taken.url : wanted.address
    if (counted.has(thing)) return taken
    counted.add(thing)
    if (taken.ok) report[taken.fresh ? 'taken' : 'known']++
    else addMissing(report, { address: wanted.address, trouble: taken.trouble })
    return taken
  }
}

/** Of a dry run: what would be asked for. Nothing is said to be missing of which nobody knows. */
function onlyLooking(source: FileSource, report: MediaReport): Take {
  const looked = new Set<string>()
  return async ({ address }) => {
    if (!looked.has(address)) {
      looked.add(address)
      report.wanted++
      const files = await Promise.all(filesOfPicture(address, () => false).map((file) => source.has(file)))
      if (!files.includes(null)) report[files.includes(true) ? 'there' : 'absent']++
    }
    return { ok: true, url: '', fresh: false }
  }
}
