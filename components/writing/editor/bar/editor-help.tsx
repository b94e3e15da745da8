import { commands, sayKeys } from '../commands.ts'
import type { EditorCommand } from '../commands.ts'
import { aloneKeys } from './alone-choice.tsx'

type Props = { mac: boolean; markdown: boolean; plain: boolean; choosePlain: (plain: boolean) => void }

/** What can be typed and pressed, and the plain field for those who read it better. */
export function EditorHelp({ mac, markdown, plain, choosePlain }: Props) {
  return (
    <details className="writing-help">
      <summary>Keys and Markdown</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Typed</th>
            <th scope="col">Keys</th>
          </tr>
        </thead>
        <tbody>
          {markdown && commands.map((command: EditorCommand) => <HelpLine key={command.name} what={command.label} typed={command.typed} keys={command.key ? sayKeys(command.key, mac) : ''} />)}
          {markdown && <HelpLine what="Preview" typed="" keys={sayKeys('Mod-Shift-e', mac)} />}
          <HelpLine what="The text alone" typed="" keys={`${sayKeys(aloneKeys, mac)}, Escape to leave`} />
          <HelpLine what="Save" typed="" keys={sayKeys('Mod-s', mac)} />
          {markdown && <HelpLine what="Paste as plain words" typed="" keys={sayKeys('Mod-Shift-v', mac)} />}
          <HelpLine what="Find" typed="" keys={sayKeys('Mod-f', mac)} />
          <HelpLine what="Take back" typed="" keys={sayKeys('Mod-z', mac)} />
        </tbody>
      </table>
      <p>
        Tab leaves the text, as in any field. {markdown && 'An address that is pasted onto words makes them a link, and formatted words become Markdown.'}
      </p>
      <label className="writing-check">
        <input type="checkbox" checked={plain} onChange={(event) => choosePlain(event.target.checked)} /> Write in a plain field, as this browser has it. Some screen readers read it better.
      </label>
    </details>
  )
}

function HelpLine({ what, typed, keys }: { what: string; typed: string; keys: string }) {
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>{typed && <code>{typed}</code>}</td>
      <td>{keys}</td>
    </tr>
  )
}
