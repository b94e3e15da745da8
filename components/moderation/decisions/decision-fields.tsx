'use client'

import type { Onward } from '#components/moderation/cards/card-places.ts'
import type { JudgedItem } from '#components/moderation/decisions/judged-item.ts'
import { useScripted } from '#components/moderation/decisions/use-steady-action.ts'

/** What every verdict names: the item, the version and the text that was read. Without a script, also where to go on. */
export function DecisionFields({ item, version, onward }: { item: JudgedItem; version: number; onward: Onward }) {
  const scripted = useScripted()
  return (
    <>
      <input type="hidden" name="itemId" value={item.id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="revision" value={item.revision} />
      {!scripted && <OnwardFields onward={onward} />}
    </>
  )
}

/** Without a script the answer is a new page; these say which. */
function OnwardFields({ onward }: { onward: Onward }) {
  return (
    <>
      <input type="hidden" name="onward" value="desk" />
      <input type="hidden" name="view" value={onward.view} />
      <input type="hidden" name="after" value={onward.after} />
      <input type="hidden" name="next" value={onward.next} />
    </>
  )
}
