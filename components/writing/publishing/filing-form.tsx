import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormField } from '#components/people/answering-form.tsx'
import { linePath } from '#components/writing/publishing/publishing-line.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

type Filed = 'tags' | 'origin' | 'earlier'

/** One of the things that hold at once, for what is public too: the tags, where the text first appeared, whether its history is shown. */
export function FilingForm({ post, part, action }: { post: Publishing; part: Filed; action: FormAction }) {
  return <AnsweringForm action={action} hidden={{ postId: post.id }} button="Save" look="plain" pending="Saving …" here={linePath(post.id, part)} fields={[fieldOf[part](post)]} />
}

const fieldOf: Record<Filed, (post: Publishing) => FormField> = {
  tags: ({ tags }) => ({ kind: 'line', name: 'tags', label: 'Tags', defaultValue: tags.join(', '), autoComplete: 'off', help: 'With commas between them.' }),
  origin: ({ canonicalUrl }) => ({
    kind: 'line', name: 'canonicalUrl', label: 'Where it first appeared', type: 'url', defaultValue: canonicalUrl, autoComplete: 'off',
    help: 'The whole address, if that was elsewhere. Search engines are sent there.',
  }),
  earlier: ({ historyShown }) => ({
    kind: 'choice', name: 'historyShown', label: 'Earlier published texts', required: true, defaultValue: historyShown ? 'yes' : 'no',
    options: [{ value: 'no', label: 'Readers see the present text only' }, { value: 'yes', label: 'Readers may see what it said before' }],
  }),
}
