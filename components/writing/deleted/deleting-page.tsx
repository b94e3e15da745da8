import '#components/people/door.css'
import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { nameEssay } from '#components/writing/name-essay.ts'
import { deletedDays } from '#lib/posts/writing/deleted/deleted-days.ts'
import type { Deleting } from '#lib/posts/writing/deleted/read-deleted.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'

/** What goes with a draft when it is deleted, and the button; or why it stays. @param imageDays how long an image stays that no text shows */
export function DeletingPage({ draft, imageDays, action }: { draft: Deleting; imageDays: number; action: FormAction }) {
  const { id, title, draftVersion, hindrance } = draft
  const name = title || 'Without a title'
  return (
    <div className="column-narrow door">
      <h1 className="page-title">Delete {nameEssay(title)}</h1>
      {hindrance === null ? (
        <>
          <p>{sayGoing(draft)}</p>
          <p>
            For {deletedDays} days you can bring it back as it was, under “Deleted drafts”. Then nothing of it is left{draft.images > 0 && `, and ${draft.images === 1 ? 'its image is' : 'its images are'} deleted ${imageDays} days later where no other text shows ${draft.images === 1 ? 'it' : 'them'}`}.
            {draft.sent && ' What you sent to be published stays with the moderators, who decided about it.'}
          </p>
          <PressForm action={action} fields={{ postId: id, draftVersion: String(draftVersion) }} of={name} pending="Deleting …">
            Delete this draft
          </PressForm>
        </>
      ) : (
        <p>{hindrance}</p>
      )}
      <p className="case-back">
        <a href={writingPath(id)}>Keep it and go on writing</a>
      </p>
    </div>
  )
}

function sayGoing({ texts, links, asked, inSeries, with: others }: Deleting): string {
  const saved = texts === 1 ? 'The one text that was saved of it goes' : `${texts === 2 ? 'Both' : `All ${texts.toLocaleString('en-GB')}`} texts that were saved of it go`
  const who = others.length > 0 ? ` for you and for ${others.join(', ')}` : ''
  const also = [links > 0 && (links === 1 ? 'its secret link ends' : `its ${links} secret links end`), asked > 0 && (asked === 1 ? 'whom you asked to write at it is asked no more' : `the ${asked} people whom you asked to write at it are asked no more`), inSeries && 'it leaves its series, and does not come back to its place there']
  return [`${saved}${who}`, ...also.filter((each) => each !== false)].join('; ').concat('. No reader has ever seen it.')
}
