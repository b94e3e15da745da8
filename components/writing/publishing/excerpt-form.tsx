import { AnsweringForm } from '#components/people/answering-form.tsx'
import { linePath } from '#components/writing/publishing/publishing-line.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

/** What stands for the essay elsewhere, in its author's words. It belongs to the text, so readers get it when that is published. */
export function ExcerptForm({ post: { id, excerpt, standfirst }, action }: { post: Publishing; action: FormAction }) {
  return (
    <AnsweringForm
      action={action} hidden={{ postId: id }} button="Save the excerpt" look="plain" pending="Saving …" here={linePath(id, 'excerpt')}
      fields={[{
        kind: 'text', name: 'excerpt', label: 'Excerpt', rows: 3, maxLength: 600, defaultValue: excerpt,
        help: `Stands in feeds, search engines and previews. Left empty, ${standfirst ? 'the standfirst does' : 'the beginning of the text does, without what is folded'}.`,
      }]}
    />
  )
}
