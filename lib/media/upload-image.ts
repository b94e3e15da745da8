import { refused, runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { logFailure } from '#lib/http/log-failure.ts'
import { takeLimit } from '#lib/limits.ts'
import { filesOf, fileOfWidth, mediaUrlOf } from '#lib/media-name.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import { isSignedIn, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { beginImage } from './begin-image.ts'
import type { PreparedImage } from './image-task.ts'
import { keepImage } from './keep-image.ts'
import { prepareInWorker } from './prepare-in-worker.ts'
import { mediaStore } from './store/media-store.ts'
import type { MediaStore } from './store/media-store.ts'

/** What an author sends, as it came: a command checks it. */
export type SentImage = { postId: string; bytes: Uint8Array; words: Record<string, unknown> }

export type UploadedImage = { name: string; url: string; width: number; height: number }

/**
 * Takes an image in for a post: reads it and writes it anew in all its sizes, gives it a name, stores its files, and only then shows
 * it. Whoever may not write the post, or has sent very many, is told before anything is read.
 */
export async function uploadImage(viewer: Viewer, { postId, bytes, words }: SentImage, store: MediaStore = mediaStore()): Promise<Outcome<UploadedImage>> {
  const hindrance = await mayUpload(viewer, postId)
  if (hindrance) return hindrance
  const prepared = await prepareInWorker(bytes)
  if (!prepared.ok) return prepared
  const { width, height } = prepared.value
  const begun = await runCommand(beginImage, viewer, { ...words, postId, width, height })
  if (!begun.ok) return begun
  const { name } = begun.value
  const stored = await storeFiles(store, name, prepared.value)
  if (stored) return stored
  const kept = await runCommand(keepImage, viewer, { name })
  return kept.ok ? done({ name, url: mediaUrlOf(name), width, height }) : kept
}

async function mayUpload(viewer: Viewer, postId: string): Promise<Refusal | null> {
  const stranger = permitRole(viewer, 'reader')
  if (stranger) return refused(stranger, viewer, beginImage.name)
  if (!isSignedIn(viewer)) return refuse('forbidden', 'Images are uploaded by people with an account.')
  const post = /^[\da-f-]{36}$/i.test(postId)
    ? await reader().post.findUnique({ where: { id: postId, deletedDraft: null }, select: { authorships: { select: { personId: true } } } })
    : null
  return (post ? permitAuthor(viewer, post) : noSuchEssay) ?? takeLimit('upload', viewer.id)
}

/** Writes all files of an image that was begun. Where a disk is full or a store is away, what was written so far goes with its row an hour later. */
export async function storeFiles(store: MediaStore, name: string, { width, height, webp, jpeg }: PreparedImage): Promise<Refusal | null> {
  const media = { name, width, height }
  const bytesOf = new Map([...webp.map((size) => [fileOfWidth(media, size.width), size.bytes] as const), [`${name}.jpg`, jpeg] as const])
  try {
    await Promise.all(filesOf(media).map((file) => store.put(file, bytesOf.get(file) ?? new Uint8Array())))
    return null
  } catch (error) {
    logFailure('media', error)
    return refuse('unavailable', 'This image could not be stored just now. Nothing else was changed; please send it again in a minute.', { retryAfterSeconds: 60 })
  }
}
