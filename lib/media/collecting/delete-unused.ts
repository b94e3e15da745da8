import { runCommand } from '#lib/command.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import type { MediaStore } from '#lib/media/store/media-store.ts'
import { filesOf, mediaUrlOf, readMediaUrl } from '#lib/media-name.ts'
import { operator } from '#lib/viewer.ts'
import { collectImages } from './collect-images.ts'
import { forgetImages } from './forget-images.ts'

/**
 * Deletes every image that nothing has used for long enough: its row says that it goes, then its files go, then its row. Whoever is
 * interrupted in between goes on where they were, so that no file is left without a row. Several processes may do it at once.
 * @param at the moment at which it is done, in tests; else the database's
 * @returns how many images are gone
 */
export async function deleteUnused(store: MediaStore = mediaStore(), at?: Date): Promise<number> {
  let count = 0
  for (;;) {
    const collected = await runCommand(collectImages, operator, {}, at)
    const names = collected.ok ? collected.value : []
    if (names.length === 0) return count
    await store.remove(names.flatMap(filesNamed))
    const forgotten = await runCommand(forgetImages, operator, { names }, at)
    // What cannot be forgotten now would come again and again; the next hour tries it.
    if (!forgotten.ok || forgotten.value.count === 0) return count
    count += forgotten.value.count
  }
}

function filesNamed(name: string): string[] {
  const media = readMediaUrl(mediaUrlOf(name))
  return media ? filesOf(media) : []
}
