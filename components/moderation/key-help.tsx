import type { Ref } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Key } from '#components/moderation/key.tsx'

const keys: [string[], string][] = [
  [['j'], 'Next card'],
  [['k'], 'Previous card'],
  [['a'], 'Approve'],
  [['r'], 'Reject: opens the reasons'],
  [['1', '9'], 'Choose a reason, while they are open'],
  [['Enter', 'r'], 'Reject with the chosen reason'],
  [['Ctrl Enter'], 'The same, while writing'],
  [['u'], 'Undo your last decision'],
  [['Esc'], 'Close the reasons, or this'],
  [['?'], 'All keys'],
]

type Props = { ref: Ref<HTMLDialogElement>; on: boolean; onSwitch: (on: boolean) => void }

/** All keys of the desk, and the switch that turns them off. */
export function KeyHelp({ ref, on, onSwitch }: Props) {
  return (
    <dialog ref={ref} className="desk-help" aria-labelledby="desk-help-title">
      <h2 id="desk-help-title">Keys</h2>
      <dl>
        {keys.map(([names, meaning]) => (
          <div key={meaning}>
            <dt>
              {names.map((name, place) => (
                <span key={name}>
                  {place > 0 && (name === '9' ? ' to ' : ' or ')}
                  <kbd className="desk-key">{name}</kbd>
                </span>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label className="desk-switch">
        <input type="checkbox" checked={on} onChange={(event) => onSwitch(event.target.checked)} /> Single keys work on this page
      </label>
      <form method="dialog">
        <Button look="plain">
          Close <Key name="Esc" />
        </Button>
      </form>
    </dialog>
  )
}
