import { AnsweringForm } from '#components/people/answering-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import type { PublishingActions } from '#components/writing/publishing/publishing-page.tsx'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

type Props = { post: Pick<Publishing, 'id' | 'authors'>; actions: Pick<PublishingActions, 'addAuthor' | 'removeAuthor'> }

/** Who is named above the essay, and may change everything about it. */
export function AuthorForms({ post: { id, authors }, actions }: Props) {
  return (
    <>
      <ol className="publishing-lines" role="list">
        {authors.map((author) => (
          <li key={author.id}>
            <span>
              {author.name} <span className="publishing-quiet">@{author.handle}</span>
            </span>
            {authors.length > 1 && (
              <PressForm action={actions.removeAuthor} fields={{ postId: id, personId: author.id }} of={author.name} look="text" pending="Taking out …">
                Take out
              </PressForm>
            )}
          </li>
        ))}
      </ol>
      <AnsweringForm
        action={actions.addAuthor} hidden={{ postId: id }} button="Add" of="as an author" look="plain" pending="Adding …"
        fields={[{ kind: 'line', name: 'handle', label: 'Handle of another author', required: true, autoCapitalize: 'off', autoComplete: 'off', spellCheck: false, help: 'They can change, publish and take back everything that you can.' }]}
      />
    </>
  )
}
