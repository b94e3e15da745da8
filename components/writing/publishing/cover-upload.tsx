import '#components/writing/images/images.css'
import { UploadForm } from '#components/writing/images/upload-form.tsx'

/** A picture for the cover, uploaded from where the cover is chosen; without a script as well. */
export function CoverUpload({ postId }: { postId: string }) {
  return (
    <details className="publishing-upload">
      <summary>Upload a picture for the cover</summary>
      <div id="upload-cover">
        <UploadForm postId={postId} to="cover" />
      </div>
    </details>
  )
}
