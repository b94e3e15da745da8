'use client'

import { Button } from '#components/ui/button.tsx'
import type { VerdictForm } from '#components/moderation/decisions/verdict-bar.tsx'
import type { VerdictWords } from '#components/moderation/decisions/verdict-words.ts'
import { keyed } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'

type Props = VerdictForm & { words: VerdictWords; strong?: boolean; reasonCode?: string }

/** A verdict that needs no words: one press, one key. */
export function PlainVerdict({ verdict, words, sending, onLeave, strong = false, reasonCode, children }: Props) {
  const { action, pending } = sending
  return (
    <form action={action} data-verdict={words.does} onSubmit={onLeave}>
      {children}
      <input type="hidden" name="action" value={verdict} />
      {reasonCode && <input type="hidden" name="reasonCode" value={reasonCode} />}
      <Button look={strong ? 'strong' : 'plain'} {...keyed(words.does)} aria-disabled={pending || undefined} onClick={(event) => pending && event.preventDefault()}>
        {words.text} <Key of={words.does} />
      </Button>
    </form>
  )
}
