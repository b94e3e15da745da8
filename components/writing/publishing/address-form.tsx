import { AnsweringForm } from '#components/people/answering-form.tsx'
import { linePath } from '#components/writing/publishing/publishing-line.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

/** The last part of the address, and the earlier ones that lead here. */
export function AddressForm({ post: { id, slug, slugIsOwn, oldSlugs, standing }, origin, action }: { post: Publishing; origin: string; action: FormAction }) {
  const known = standing === 'published' || standing === 'unlisted'
  return (
    <>
      <AnsweringForm
        action={action} hidden={{ postId: id }} button={slugIsOwn ? 'Change the address' : 'Keep this address'} look="plain" pending="Changing it …" here={linePath(id, 'address')}
        fields={[{
          kind: 'line', name: 'slug', label: `${origin.replace(/^https?:\/\//, '')}/posts/`, required: true, defaultValue: slug, autoCapitalize: 'off', spellCheck: false, autoComplete: 'off',
          help: known ? 'The present address will lead to the new one for ever.' : slugIsOwn ? '' : 'Made from the title when it first appears, unless you choose one here.',
        }]}
      />
      {oldSlugs.length > 0 && (
        <>
          <p className="publishing-list-label">These lead here as well:</p>
          <ul className="publishing-each" role="list">
            {oldSlugs.map((old) => (
              <li key={old}>{decodeURI(postPath(old))}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
