import '#components/writing/images/images.css'
import { UploadForm } from '#components/writing/images/upload-form.tsx'

/** A picture for the cover, uploaded from where the cover is chosen; without a script as well. @param first there is none to choose from */
export function CoverUpload({ postId, first }: { postId: string; first: boolean }) {
  return (
    <details className="publishing-folded" open={first}>
      <summary>{first ? 'A picture for the cover' : 'Upload another picture'}</summary>
      <UploadForm postId={postId} to="cover" />
    </details>
  )
}
