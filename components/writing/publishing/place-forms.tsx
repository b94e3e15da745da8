import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'
import { moves } from '#lib/posts/publishing/standings.ts'
import { deletingPath } from '#lib/posts/writing/writing-paths.ts'

type To = 'published' | 'unlisted' | 'draft' | 'archived'

const order: To[] = ['published', 'unlisted', 'draft', 'archived']

/** What each move is called where one stands, and what it does. */
function sayMove(from: Publishing['standing'], to: To): { button: string; does: string } {
  if (to === 'archived') return { button: 'Put it away', does: 'Nobody but its authors sees it, and it lies at the end of your desk. It can be brought back.' }
  if (to === 'draft') return { button: 'Back to the drafts', does: from === 'scheduled' ? 'It does not appear.' : 'Nobody but its authors sees it until it is published again.' }
  if (to === 'unlisted') return { button: from === 'archived' ? 'Bring it back, in no list' : 'Take it out of the lists', does: 'Whoever has its address still reads it.' }
  return { button: from === 'archived' ? 'Bring it back' : 'Put it into the lists', does: 'Lists, feeds and search name it, with the text that readers saw.' }
}

/** What can be done with the whole of it, by buttons. */
export function PlaceForms({ post: { id, standing, wasSeen, password }, action }: { post: Publishing; action: FormAction }) {
  const possible = order.filter((to) => moves[standing][to]?.includes('move'))
    .filter((to) => to === 'draft' || to === 'archived' || ((standing !== 'archived' || wasSeen) && !password))
  return (
    <>
      <ul className="publishing-moves" role="list">
        {possible.map((to) => {
          const { button, does } = sayMove(standing, to)
          return (
            <li key={to}>
              <PressForm action={action} fields={{ postId: id, to }} look="plain" pending="One moment …">
                {button}
              </PressForm>
              <p className="field-help">{does}</p>
            </li>
          )
        })}
      </ul>
      {(standing === 'draft' || standing === 'archived') && !wasSeen && !password && (
        <p>
          <a href={deletingPath(id)}>Delete this draft</a>
        </p>
      )}
    </>
  )
}
