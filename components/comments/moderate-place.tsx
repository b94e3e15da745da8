import { ReasonForm } from '#components/comments/reason-form.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { moderateLink, partLink } from '#components/comments/thread-links.ts'
import { AnsweringForm } from '#components/people/answering-form.tsx'
import { reasons } from '#lib/comments/reasons.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'
import type { Moderable } from '#lib/moderation/decisions/read-moderable.ts'

type Props = { entry: ThreadEntry; frame: ThreadFrame }

/** Where a moderator takes a comment down, or brings it back, without leaving the conversation. */
export function ModeratePlace({ entry, frame }: Props) {
  const known = frame.moderating === entry.id ? frame.moderable?.get(entry.id) : undefined
  if (!known) return null
  const back = `${partLink(frame.links)}#comment-${entry.id}`
  const name = entry.author?.name ?? 'somebody'
  const hides = known.actions.includes('hide')
  return (
    <section className="reply-form" id="moderate" aria-label={`${hides ? 'Hide' : 'Restore'} the comment by ${name}`}>
      {hides ? <HideForm known={known} frame={frame} back={back} commentId={entry.id} name={name} /> : <RestoreForm known={known} frame={frame} back={back} />}
    </section>
  )
}

type FormProps = { known: Moderable; frame: ThreadFrame; back: string }

function HideForm({ known, frame, back, commentId, name }: FormProps & { commentId: string; name: string }) {
  return (
    <ReasonForm
      action={frame.actions.moderate}
      hidden={{ ...namedBy(known), action: 'hide', back }}
      legend={`Why should it go? ${name} reads the sentence below each.`}
      reasons={reasons}
      note={{ name: 'reasonNote', label: 'In your own words', help: `Follows the sentence. ${name} reads this too.` }}
      button="Hide"
      pending="Hiding …"
      here={moderateLink(frame.links, commentId)}
      cancel={back}
    />
  )
}

function RestoreForm({ known, frame, back }: FormProps) {
  return (
    <AnsweringForm
      action={frame.actions.moderate}
      hidden={{ ...namedBy(known), action: 'restore', back }}
      fields={[{ kind: 'text', name: 'reasonNote', label: 'Why it stands again', rows: 2, help: 'Its writer reads this.' }]}
      button="Restore"
      pending="Restoring …"
    />
  )
}

/** What a decision names, so that it is about what was on the page. */
function namedBy({ itemId, version, revision }: Moderable) {
  return { itemId, version: String(version), revision }
}
