import { Picture } from '#components/media/picture.tsx'
import type { Cover } from '#lib/posts/publishing/cover.ts'

/** The picture above an essay, with its caption and whose it is. @param url of its file, where that differs from the stored address */
export function EssayCover({ cover: { media, alt, caption, credit }, url = media }: { cover: Cover; url?: string }) {
  return (
    <figure className="essay-cover noted-text">
      <Picture url={url} alt={alt} sizes="(width >= 46rem) 42rem, 100vw" eager />
      {(caption || credit) && (
        <figcaption>
          {caption}
          {caption && credit && ' '}
          {credit && <small>{credit}</small>}
        </figcaption>
      )}
    </figure>
  )
}
