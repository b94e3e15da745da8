'use client'

import type { ReactNode } from 'react'
import { AnswerForm } from '#components/moderation/decisions/answer-form.tsx'
import type { JudgedItem } from '#components/moderation/decisions/judged-item.ts'
import { PlainVerdict } from '#components/moderation/decisions/plain-verdict.tsx'
import { ReasonForm } from '#components/moderation/decisions/reason-form.tsx'
import { ReturnForm } from '#components/moderation/decisions/return-form.tsx'
import { UpholdForm } from '#components/moderation/decisions/uphold-form.tsx'
import { wordsOf } from '#components/moderation/decisions/verdict-words.ts'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import type { FormState } from '#lib/form-state.ts'

/** One of the actions of a card: what it answered, how to send, whether it is on its way. */
export type Sending = { state: FormState; action: (form: FormData) => void; pending: boolean }

type Props = {
  item: JudgedItem
  offered: string[]
  /** It is decided already: nothing stands out. */
  later: boolean
  /** What every form of the card names. */
  fields: ReactNode
  decide: Sending
  answer: Sending
}

/** What each form of a verdict is given. */
export type VerdictForm = { item: JudgedItem; verdict: string; sending: Sending; onLeave: () => void; children: ReactNode }

/** A button for each verdict that the server allows; those that need words open a form below. */
export function VerdictBar({ item, offered, later, fields, decide, answer }: Props) {
  const tell = useDesk()?.tell
  const leave = () => tell?.({ type: 'sent', itemId: item.id })
  const canBeAnswered = item.kind === 'comment' && offered.includes('approve')
  return (
    <div className="desk-verdicts" data-later={later || undefined}>
      {offered.map((verdict) => {
        const form = { item, verdict, sending: decide, onLeave: leave }
        return (
          <VerdictSwitch key={verdict} {...form} strong={!later}>
            {fields}
          </VerdictSwitch>
        )
      })}
      {offered.includes('reject') && (
        <PlainVerdict item={item} verdict="reject" reasonCode="spam" words={{ does: 'spam', text: 'Spam' }} sending={decide} onLeave={leave}>
          {fields}
        </PlainVerdict>
      )}
      {canBeAnswered && (
        <AnswerForm item={item} verdict="approve" sending={answer} onLeave={leave}>
          {fields}
        </AnswerForm>
      )}
    </div>
  )
}

function VerdictSwitch({ strong, ...form }: VerdictForm & { strong: boolean }) {
  const words = wordsOf(form.verdict, form.item)
  if (!words) return null
  switch (form.verdict) {
    case 'return':
      return <ReturnForm {...form} words={words} />
    case 'reject':
    case 'hide':
      return <ReasonForm {...form} words={words} />
    case 'uphold':
      return <UpholdForm {...form} words={words} />
    default:
      return <PlainVerdict {...form} words={words} strong={strong && form.verdict === 'approve'} />
  }
}
