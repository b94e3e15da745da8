import { Button } from '#components/ui/button.tsx'
import { Field, TextArea } from '#components/ui/field.tsx'

/**
 * An image and what is said of it, sent as a plain form: a browser can send a file without any script, and what is refused comes
 * back with its words.
 */
export function UploadForm({ postId, to }: { postId: string; /** Where it leads back to; else to the images. */ to?: 'cover' }) {
  return (
    <form className="upload-form" method="post" action="/write/images" encType="multipart/form-data">
      <input type="hidden" name="post" value={postId} />
      {to && <input type="hidden" name="to" value={to} />}
      <Field name="image" type="file" label="The file" accept="image/jpeg,image/png,image/webp" required help="JPEG, PNG or WebP, up to 16 MB. Where and by what it was taken is left out of it." />
      <TextArea name="alt" label="What is to be seen" rows={2} maxLength={2000} help="For those who cannot see it, and for everybody until it is there. A sentence is enough." />
      <label className="choice">
        <input type="checkbox" name="decoration" value="on" />
        <span>It is decoration, and tells nothing that the text does not</span>
      </label>
      <Field name="caption" label="Caption" maxLength={1000} help="Stands under the image. *Italics* and [links](https://…) are possible." />
      <Field name="credit" label="Credit" maxLength={400} help="Who made it, and under which licence if it has one." />
      <div>
        <Button look={to && 'plain'}>Send the image</Button>
      </div>
    </form>
  )
}
