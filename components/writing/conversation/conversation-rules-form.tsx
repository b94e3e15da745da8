import { SeenRulesForm } from '#components/writing/conversation/seen-rules-form.tsx'
import { sayMinute } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { conversationPaces } from '#lib/posts/conversation/conversation-rules.ts'
import type { ConversationRules } from '#lib/posts/conversation/conversation-rules.ts'
import { sayWait } from '#lib/screening/say-wait.ts'

type Props = { action: FormAction; postId: string; rules: ConversationRules; seen: string; endsAt: Date | null }

/** Who may answer below an essay, how often and until when, and what they read before they do. */
export function ConversationRulesForm({ action, postId, rules: { mode, commenters, closeAfterDays, everySeconds, guidelines }, seen, endsAt }: Props) {
  return (
    <section className="conversation-rules" aria-labelledby="rules">
      <h2 id="rules">How one answers here</h2>
      <p className="meta">Whatever you choose, every reply waits for a person before it appears.</p>
      <SeenRulesForm
        action={action}
        postId={postId}
        seen={seen}
        fields={[
          {
            kind: 'choice', name: 'mode', label: 'The conversation', defaultValue: mode, required: true,
            options: [{ value: 'open', label: 'is open' }, { value: 'closed', label: 'is closed; what was said stays to be read' }],
          },
          {
            kind: 'choice', name: 'commenters', label: 'Who may reply', defaultValue: commenters, required: true,
            options: [{ value: 'anyone', label: 'everybody with an account' }, { value: 'known', label: 'people of whom something was approved on this site' }],
          },
          {
            kind: 'line', name: 'closeAfterDays', label: 'It ends so many days after publishing', defaultValue: closeAfterDays === null ? '' : String(closeAfterDays), inputMode: 'numeric',
            help: endsAt ? `As it stands, on ${sayMinute(endsAt)}. Empty: it does not end by itself.` : 'Empty: it does not end by itself.',
          },
          {
            kind: 'choice', name: 'everySeconds', label: 'One person sends a text', defaultValue: String(everySeconds ?? 0), required: true,
            options: conversationPaces.map((pace) => ({ value: String(pace), label: pace === 0 ? 'as often as they like' : `once in ${sayWait(pace)}` })),
          },
          { kind: 'text', name: 'guidelines', label: 'What you ask of those who reply', defaultValue: guidelines, rows: 4, help: 'Stands above the form. Markdown, as in comments.' },
        ]}
      />
    </section>
  )
}
