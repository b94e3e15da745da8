import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormField } from '#components/people/answering-form.tsx'
import { linePath } from '#components/writing/publishing/publishing-line.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { listLanguages } from '#lib/posts/publishing/language.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

type Filed = 'tags' | 'language' | 'origin' | 'earlier'

/** One of the things that hold at once, for what is public too: the tags, the language, where the text first appeared, whether its history is shown. */
export function FilingForm({ post, part, action }: { post: Publishing; part: Filed; action: FormAction }) {
  return <AnsweringForm action={action} hidden={{ postId: post.id }} button="Save" look="plain" pending="Saving …" here={linePath(post.id, part)} fields={fieldsOf[part](post)} />
}

const fieldsOf: Record<Filed, (post: Publishing) => FormField[]> = {
  tags: ({ tags, knownTags }) => [
    { kind: 'line', name: 'tags', label: 'Tags', defaultValue: tags.join(', '), autoComplete: 'off', help: 'With commas between them.' },
    { kind: 'line', name: 'addTag', label: 'One more tag', suggestions: knownTags, autoComplete: 'off', help: 'Those that other essays have are proposed as you write.' },
  ],
  language: ({ lang }) => [
    { kind: 'choice', name: 'lang', label: 'Language', required: true, defaultValue: lang, options: listLanguages(lang), help: 'How words are hyphenated, read aloud and found.' },
    { kind: 'line', name: 'langCode', label: 'Another language, by its code', defaultValue: '', autoComplete: 'off', help: 'Counts before the list: de-AT for Austrian German, nds for Low German.' },
  ],
  origin: ({ canonicalUrl }) => [{
    kind: 'line', name: 'canonicalUrl', label: 'Where it first appeared', type: 'url', defaultValue: canonicalUrl, autoComplete: 'off',
    help: 'The whole address, if that was elsewhere. Search engines are sent there.',
  }],
  earlier: ({ historyShown }) => [{
    kind: 'choice', name: 'historyShown', label: 'Earlier published texts', required: true, defaultValue: historyShown ? 'yes' : 'no',
    options: [{ value: 'no', label: 'Readers see the present text only' }, { value: 'yes', label: 'Readers may see what it said before' }],
  }],
}
