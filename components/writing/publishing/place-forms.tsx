import { PressForm } from '#components/people/press-form.tsx'
import { linePath } from '#components/writing/publishing/publishing-line.tsx'
import type { LineName } from '#components/writing/publishing/publishing-line.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'
import { mayMove } from '#lib/posts/publishing/standings.ts'
import { deletingPath } from '#lib/posts/writing/writing-paths.ts'

type To = 'published' | 'unlisted' | 'draft' | 'archived'

/** What each move is called where one stands, and what it does. */
function sayMove(from: Publishing['standing'], to: To): { button: string; does: string } {
  if (to === 'archived') return { button: 'Put it away', does: 'Nobody but its authors sees it, and it lies at the end of your desk. It can be brought back.' }
  if (to === 'draft') return { button: 'Back to the drafts', does: from === 'scheduled' ? 'It does not appear.' : 'Nobody but its authors sees it until it is published again.' }
  if (to === 'unlisted') return { button: from === 'archived' ? 'Bring it back, in no list' : 'Take it out of the lists', does: 'Whoever has its address still reads it.' }
  return { button: from === 'archived' ? 'Bring it back' : 'Put it into the lists', does: 'Lists, feeds and search name it, with the text that readers saw.' }
}

/** Where the whole of it can be moved to from where it stands, of what is asked for, without another text coming before readers. */
export function movesOf({ standing, wasSeen, password }: Publishing, wanted: readonly To[]): To[] {
  return wanted.filter((to) => mayMove(standing, to, 'move') && (to === 'draft' || to === 'archived' || ((standing !== 'archived' || wasSeen) && !password)))
}

/** What can be done with the whole of it, by buttons. @param line where their answers stand; none where they are on the page as it opens */
export function PlaceForms({ post, to: possible, line, action }: { post: Publishing; to: To[]; line?: LineName; action: FormAction }) {
  return (
    <>
      <ul className="publishing-moves" role="list">
        {possible.map((to) => {
          const { button, does } = sayMove(post.standing, to)
          return (
            <li key={to}>
              <PressForm action={action} fields={{ postId: post.id, to }} look="plain" pending="One moment …" here={line && linePath(post.id, line, to)}>
                {button}
              </PressForm>
              <p className="field-help">{does}</p>
            </li>
          )
        })}
      </ul>
      {line === 'back' && (post.standing === 'draft' || post.standing === 'archived') && !post.wasSeen && !post.password && (
        <p>
          <a href={deletingPath(post.id)}>Delete this draft</a>
        </p>
      )}
    </>
  )
}
