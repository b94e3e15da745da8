import type { EditorCommand } from '../commands.ts'
import { RefusedLine } from '../saving/refused-line.tsx'
import type { Complaint } from '../saving/refused-line.tsx'
import type { SaveState } from '../saving/save-state.ts'
import { AloneChoice } from './alone-choice.tsx'
import { SavedLine } from './saved-line.tsx'
import { Toolbar } from './toolbar.tsx'
import { ViewChoice } from './view-choice.tsx'
import type { View } from './view-choice.tsx'

type Props = {
  mac: boolean
  markdown: boolean
  view: View
  choose: (view: View) => void
  alone: boolean
  setAlone: (alone: boolean) => void
  state: SaveState
  length: { words: number; minutes: number }
  worksKept: boolean
  complaint: Complaint | null
  /** Leads to a field by its name. */
  show: (field: string) => void
  tools: { run: (command: EditorCommand) => void; addPicture: () => void; pickWork: () => void }
}

/** What stays in sight above the text: what is shown, what is saved, why it is not, and the tools. */
export function EditorBar({ mac, markdown, view, choose, alone, setAlone, state, length, worksKept, complaint, show, tools }: Props) {
  return (
    <div className="writing-bar">
      <div className="writing-bar-line">
        <div className="writing-views">
          {markdown && <ViewChoice view={view} choose={choose} />}
          <AloneChoice alone={alone} mac={mac} set={setAlone} />
        </div>
        <SavedLine state={state} length={length} worksKept={worksKept} />
      </div>
      <div className="writing-refused" role="status">
        {complaint && <RefusedLine complaint={complaint} show={show} />}
      </div>
      {markdown && view !== 'preview' && !alone && <Toolbar mac={mac} {...tools} />}
    </div>
  )
}
