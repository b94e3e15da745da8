import { readMediaUrl, srcsetOf } from '#lib/media-name.ts'

type Props = {
  /** The address of an image of ours. */
  url: string
  /** What is to be seen; empty for decoration. */
  alt: string
  /** How wide it is shown, as the attribute `sizes` says it. */
  sizes: string
  /** It is among the first things that are seen, so it does not wait. */
  eager?: boolean
  className?: string
}

/** An image of ours outside a text: in all its sizes, with its own proportions before it is there. */
export function Picture({ url, alt, sizes, eager = false, className }: Props) {
  const media = readMediaUrl(url)
  const srcSet = srcsetOf(url)
  return (
    <img
      src={url}
      alt={alt}
      width={media?.width}
      height={media?.height}
      srcSet={srcSet || undefined}
      sizes={srcSet ? sizes : undefined}
      loading={eager ? undefined : 'lazy'}
      decoding="async"
      className={className}
    />
  )
}
