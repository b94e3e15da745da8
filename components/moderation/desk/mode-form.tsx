'use client'

import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { packView } from '#components/moderation/desk/desk-address.ts'
import type { DeskView } from '#components/moderation/desk/desk-address.ts'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { keyed } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Props = { mode: 'one' | 'list'; view: DeskView; after: string; selected: string; chooseMode: FormAction }

/** From one card at a time to a list, and back, at the card one is at. */
export function ModeForm({ mode, view, after, selected, chooseMode }: Props) {
  const [state, action] = useFormAction(chooseMode)
  const here = useDesk()?.desk.selected ?? selected
  return (
    <form action={action}>
      {state.status === 'refused' && <Notice kind="refused">{state.message}</Notice>}
      <input type="hidden" name="mode" value={mode === 'list' ? 'one' : 'list'} />
      <input type="hidden" name="view" value={packView(view)} />
      <input type="hidden" name="after" value={after} />
      <input type="hidden" name="item" value={here} />
      <Button look="text" {...keyed('mode')}>
        {mode === 'list' ? 'One at a time' : 'As a list'} <Key of="mode" />
      </Button>
    </form>
  )
}
