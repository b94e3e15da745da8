import { databaseTime } from '#lib/database-time.ts'
import { passedUrl, withMediaPass } from '#lib/media/media-pass.ts'
import type { PrivateText } from '#lib/posts/publishing/private-text.ts'
import { standInForRemote } from '#lib/rendering/stand-in-for-remote.ts'

/** The text that somebody was given a way to, with pictures that load for an hour or two although nothing of it is public. */
export async function letPicturesLoad({ html, cover }: PrivateText): Promise<{ html: string; cover: string }> {
  const now = await databaseTime()
  return { html: withMediaPass(standInForRemote(html), now), cover: cover ? passedUrl(cover.media, now) : '' }
}
