import { Picture } from '#components/media/picture.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { imageMarkdown } from '#lib/media/image-markdown.ts'
import type { PostImage } from '#lib/media/read-images.ts'

type Props = {
  images: PostImage[]
  /** The one that was uploaded just now, by address. */
  added: string
}

/** Every image of an essay, with the line that shows it in a text. */
export function ImageList({ images, added }: Props) {
  return (
    <ul className="image-list">
      {images.map((image) => (
        <li key={image.url} className={image.url === added ? 'image-entry image-new' : 'image-entry'} id={image.url === added ? 'added' : undefined}>
          <a className="image-seen" href={image.url}>
            <Picture url={image.url} alt={image.alt || 'The image, in full size'} sizes="7.5rem" />
          </a>
          <p className="image-facts">
            {image.url === added && 'Uploaded just now. '}
            {image.width} × {image.height} pixels, <Moment at={image.uploadedAt} precision="minute" />
            {image.used ? '. A saved text uses it.' : '. No saved text uses it yet.'}
          </p>
          <label>
            Markdown for the text
            <textarea className="input" readOnly rows={2} value={imageMarkdown(image)} />
          </label>
        </li>
      ))}
    </ul>
  )
}
