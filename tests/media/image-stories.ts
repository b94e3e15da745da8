import { randomUUID } from 'node:crypto'
import { writer } from '#lib/database.ts'
import { beginImage } from '#lib/media/begin-image.ts'
import { keepImage } from '#lib/media/keep-image.ts'
import type { MediaStore } from '#lib/media/store/media-store.ts'
import { filesOf, mediaUrlOf, readMediaUrl } from '#lib/media-name.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut } from '../cast.ts'

const words = { alt: 'A river', decoration: false, caption: '', credit: '' }

/** The files of a store, in memory. */
export function storeInMemory(): MediaStore & { files: Map<string, Uint8Array<ArrayBuffer>> } {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    files,
    put: async (name, bytes) => void files.set(name, new Uint8Array(bytes)),
    get: async (name) => files.get(name) ?? null,
    has: async (name) => (files.get(name)?.length ?? 0) > 0,
    remove: async (names) => names.forEach((name) => files.delete(name)),
  }
}

/** A draft of an author, with the text given. */
export function draftBy(author: SignedIn, body = 'One thing.'): Promise<{ id: string; slug: string }> {
  return carryOut(createPost, author, { title: `An essay ${randomUUID()}`, body })
}

/** An image of a post whose files lie in a store: its address. */
export async function imageOf(author: SignedIn, postId: string, store: MediaStore, at?: Date): Promise<string> {
  const { name } = await carryOut(beginImage, author, { ...words, postId, width: 1000, height: 500 }, at)
  const url = mediaUrlOf(name)
  for (const file of filesOf(readMediaUrl(url) ?? { name, width: 1000, height: 500 })) await store.put(file, new Uint8Array([1]))
  await carryOut(keepImage, author, { name }, at)
  return url
}

/** A further saved text of a post. */
export function savedText(postId: string, source: string, cover?: { media: string }): Promise<{ id: string }> {
  const text = { title: 'A', source, html: `<p>${source}</p>`, text: source, rendererVersion: RENDERER_VERSION, reason: 'saved' as const }
  return writer().postRevision.create({ data: { ...text, postId, ...(cover && { cover }) }, select: { id: true } })
}
