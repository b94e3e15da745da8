'use client'

import { Button } from '#components/ui/button.tsx'
import type { ItemStanding, JudgedItem } from '#components/moderation/decisions/judged-item.ts'
import { SecondLookForm } from '#components/moderation/decisions/second-look-form.tsx'
import { useScripted } from '#components/moderation/decisions/use-steady-action.ts'
import { keyed } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Props = { item: JudgedItem; standing: ItemStanding; unsent: string; lookAgain: FormAction; action: (form: FormData) => void; pending: boolean }

/** Who decided what, and the ways back: undo, or a second look by somebody else. */
export function SettledItem({ item, standing, unsent, lookAgain, action, pending }: Props) {
  const scripted = useScripted()
  return (
    <div className="desk-settled">
      <p>{standing.sentence}</p>
      {unsent && (
        <p className="meta">
          Your words were not sent: <q>{unsent}</q>
        </p>
      )}
      {standing.undoable && (
        <form action={action} data-undo={standing.undoable}>
          <input type="hidden" name="decisionId" value={standing.undoable} />
          {!scripted && <input type="hidden" name="onward" value="item" />}
          <Button look="plain" {...(!standing.told && keyed('undo'))} aria-disabled={pending || undefined} onClick={(event) => pending && event.preventDefault()}>
            {/* The key is for one's own. */}
            Undo {!standing.told && <Key of="undo" />}
          </Button>
        </form>
      )}
      {!standing.undoable && standing.version !== item.version && <a href={`/moderation?item=${item.id}`}>Show it as it stands now</a>}
      {standing.doubtable && <SecondLookForm decisionId={standing.doubtable} itemId={item.id} lookAgain={lookAgain} />}
    </div>
  )
}
