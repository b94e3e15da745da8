import '#components/people/door.css'
import '#components/comments/own-texts.css'
import '#components/writing/writing.css'
import { PressForm } from '#components/people/press-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { DeletedLine } from '#lib/posts/writing/deleted/read-deleted.ts'
import { deletedDays } from '#lib/posts/writing/deleted/deleted-days.ts'

/** Deleted drafts, each with the day on which nothing of it will be left. @param action null: who looks may change nothing */
export function DeletedList({ drafts, action }: { drafts: DeletedLine[]; action: FormAction | null }) {
  return (
    <div className="column door">
      <h1 className="page-title">Deleted drafts</h1>
      <p>
        {drafts.length === 0
          ? `Nothing is here. A draft that you delete stays here for ${deletedDays} days, with every text that was saved of it.`
          : `Nobody reads or changes these. Each is kept for ${deletedDays} days, with every text that was saved of it, and can be brought back as it was.`}
      </p>
      <ol className="own-lines" role="list">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <DeletedDraft draft={draft} action={action} />
          </li>
        ))}
      </ol>
      <p className="case-back">
        <a href="/write">All that you write</a>
      </p>
    </div>
  )
}

function DeletedDraft({ draft: { id, title, words, texts, deletedAt, goneAt, by, mayBringBack }, action }: { draft: DeletedLine; action: FormAction | null }) {
  const name = title || 'Without a title'
  return (
    <>
      <h2 className="line-title">{name}</h2>
      <p className="line-facts">
        <span>
          Deleted{by && ` by ${by}`} <Moment at={deletedAt} precision="minute" />
        </span>
        <span>
          {words.toLocaleString('en-GB')} {words === 1 ? 'word' : 'words'}
        </span>
        <span>{texts === 1 ? 'one saved text' : `${texts.toLocaleString('en-GB')} saved texts`}</span>
        <span>
          gone on <Moment at={goneAt} />
        </span>
      </p>
      {mayBringBack && action && (
        <PressForm action={action} fields={{ postId: id }} of={name} look="plain" pending="Bringing it back …">
          Bring it back
        </PressForm>
      )}
    </>
  )
}
