import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { beginImage } from '#lib/media/begin-image.ts'
import { askWorker } from '#lib/media/prepare-in-worker.ts'
import type { Unprepared } from '#lib/media/prepare-in-worker.ts'
import type { MediaStore } from '#lib/media/store/media-store.ts'
import { storeFiles } from '#lib/media/upload-image.ts'
import { mediaUrlOf } from '#lib/media-name.ts'
import { operator } from '#lib/viewer.ts'
import { atMost } from './at-most.ts'
import type { FileSource, FileTrouble } from './got-file.ts'
import { keepPicture } from './keep-picture.ts'
import { noteTrouble } from './note-trouble.ts'
import { filesOfPicture } from './picture-address.ts'

/** What an essay says of a picture, and the essay that it is for. */
export type WantedPicture = { address: string; postId: string; alt: string; caption: string }

export type TakenPicture = { ok: true; url: string; fresh: boolean } | { ok: false; trouble: FileTrouble }

/** Files that are asked for at once: the old blog still has readers. */
const atATime = 2

/**
 * Takes pictures of an old blog over into our own media, each file once, whatever number of essays show it and however often it is asked for. What an earlier run
 * took is known and not asked for again.
 */
export function pictureTaker(source: FileSource, store: MediaStore): (wanted: WantedPicture) => Promise<TakenPicture> {
  const files = new Map<string, Promise<TakenPicture>>()
  const inTurn = atMost(atATime)

  const takeFile = (address: string, wanted: WantedPicture) => {
    const known = files.get(address) ?? findKept(address).then((kept) => kept ?? inTurn(() => takeOne(source, store, address, wanted)))
    files.set(address, known)
    return known
  }

  return async (wanted) => {
    const listed = await readListed(wanted.address)
    let last: TakenPicture = { ok: false, trouble: 'missing' }
    for (const address of filesOfPicture(wanted.address, () => listed)) {
      const taken = await takeFile(address, wanted)
      if (taken.ok) return taken
      // That the copy is not there either says less than why its original could not be used.
      if (last.trouble === 'missing') last = taken
    }
    if (!last.ok) await runCommand(noteTrouble, operator, { address: wanted.address, trouble: last.trouble })
    return last
  }
}

async function readListed(address: string): Promise<boolean> {
  return (await reader().importPicture.count({ where: { address, listed: true } })) > 0
}

/** The image that a file has become in an earlier run, while it is there. */
async function findKept(address: string): Promise<TakenPicture | null> {
  const row = await reader().importPicture.findFirst({ where: { address, image: { keptAt: { not: null }, goneAt: null } }, select: { media: true } })
  return row?.media ? { ok: true, url: mediaUrlOf(row.media), fresh: false } : null
}

const refusals: Record<Unprepared, FileTrouble> = { kind: 'no-picture', pixels: 'pixels', moves: 'moves', damaged: 'damaged', heavy: 'pixels' }

async function takeOne(source: FileSource, store: MediaStore, address: string, { postId, alt, caption }: WantedPicture): Promise<TakenPicture> {
  const got = await source.get(address)
  if (!got.ok) return got
  const prepared = await askWorker(got.bytes)
  if (!prepared.ok) return { ok: false, trouble: refusals[prepared.reason] }
  const { width, height } = prepared.image
  const words = { alt: cut(alt, 1000), caption: cut(caption, 500) }
  const begun = await runCommand(beginImage, operator, { ...words, postId, width, height })
  if (!begun.ok) return { ok: false, trouble: begun.code === 'conflict' ? 'too-many' : 'storage' }
  const { name } = begun.value
  if (await storeFiles(store, name, prepared.image)) return { ok: false, trouble: 'storage' }
  const kept = await runCommand(keepPicture, operator, { address, name })
  return kept.ok ? { ok: true, url: mediaUrlOf(name), fresh: true } : { ok: false, trouble: 'storage' }
}

function cut(words: string, most: number): string {
  return [...words].slice(0, most).join('')
}
