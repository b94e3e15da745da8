import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { commands, sayKeys } from '../commands.ts'
import type { EditorCommand } from '../commands.ts'

type Props = {
  mac: boolean
  run: (command: EditorCommand) => void
  addPicture: () => void
  pickWork: () => void
}

/** One stop for the Tab key; arrows go from button to button, as ARIA describes a toolbar. */
export function Toolbar({ mac, run, addPicture, pickWork }: Props) {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => void rest(bar.current, 0), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = buttonsIn(bar.current)
    const place = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    rest(bar.current, (next + buttons.length) % buttons.length)?.focus()
  }
  return (
    <div className="writing-tools" role="toolbar" aria-label="Formatting" aria-controls="writing-source" ref={bar} onKeyDown={onKeyDown}>
      {commands.map((command: EditorCommand) => (
        <ToolButton key={command.name} label={command.label} keys={command.key ? sayKeys(command.key, mac) : ''} look={command.name} press={() => run(command)} />
      ))}
      <ToolButton label="Picture" keys="" look="picture" press={addPicture} />
      <ToolButton label="Work" keys="" look="work" press={pickWork} />
    </div>
  )
}

/** What is selected in the text stays so: the button takes no focus from a pointer. */
function ToolButton({ label, keys, look, press }: { label: string; keys: string; look: string; press: () => void }) {
  return (
    <button
      type="button"
      className={`writing-tool writing-tool-${look}`}
      title={keys ? `${label} (${keys})` : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={press}
    >
      {label}
    </button>
  )
}

function buttonsIn(bar: HTMLElement | null): HTMLButtonElement[] {
  return [...(bar?.querySelectorAll('button') ?? [])]
}

/** Tab comes back to the button that was used last. */
function rest(bar: HTMLElement | null, place: number): HTMLButtonElement | undefined {
  const buttons = buttonsIn(bar)
  for (const [at, button] of buttons.entries()) button.tabIndex = at === place ? 0 : -1
  return buttons[place]
}
