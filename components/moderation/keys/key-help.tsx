import type { Ref } from 'react'
import { Button } from '#components/ui/button.tsx'
import { deskKeys, formKeys } from '#components/moderation/keys/key-table.ts'
import { Printed } from '#components/moderation/keys/key.tsx'

type Props = { ref: Ref<HTMLDialogElement>; on: boolean; onSwitch: (on: boolean) => void }

/** All keys of the desk, and the switch that turns them off. */
export function KeyHelp({ ref, on, onSwitch }: Props) {
  return (
    <dialog ref={ref} className="desk-help" aria-labelledby="desk-help-title">
      <form className="desk-help-head" method="dialog">
        <h2 id="desk-help-title">Keys</h2>
        <Button look="plain">
          Close <Printed name="Esc" />
        </Button>
      </form>
      <dl>
        {Object.values(deskKeys).map(({ key, does }) => (
          <HelpRow key={key} keys={[key]} does={does} />
        ))}
      </dl>
      <h3>In a form that is open</h3>
      <dl>
        {formKeys.map(({ keys, does }) => (
          <HelpRow key={does} keys={keys} does={does} />
        ))}
      </dl>
      <label className="desk-switch">
        <input type="checkbox" checked={on} onChange={(event) => onSwitch(event.target.checked)} /> Single keys work on this page
      </label>
    </dialog>
  )
}

function HelpRow({ keys, does }: { keys: string[]; does: string }) {
  return (
    <div>
      <dt>
        {keys.map((key, place) => (
          <span key={key}>
            {place > 0 && ' to '}
            <kbd className="desk-key">{key}</kbd>
          </span>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  )
}
