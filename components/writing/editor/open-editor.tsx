import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { writeBeside } from '#components/writing/use-beside.ts'
import { aloneKeys } from './bar/alone-choice.tsx'
import { EditorBar } from './bar/editor-bar.tsx'
import { EditorHelp } from './bar/editor-help.tsx'
import { useAlone } from './bar/use-alone.ts'
import { useLength } from './bar/use-length.ts'
import { useView } from './bar/use-view.ts'
import type { View } from './bar/view-choice.tsx'
import { commands } from './commands.ts'
import type { EditorCommand } from './commands.ts'
import { OtherVersion } from './conflict/other-version.tsx'
import { useOtherText } from './conflict/use-other-text.ts'
import { PlainPasteLine } from './paste/plain-paste-line.tsx'
import { useFollowing } from './preview/follow-source.ts'
import { PreviewPane } from './preview/preview-pane.tsx'
import { usePreview } from './preview/use-preview.ts'
import { lineNames, readForm, readLine, writeLine } from './read-form.ts'
import { readChoice, writeChoice } from './remember-choice.ts'
import type { EssayDraft, EssayWords } from './saving/essay-draft.ts'
import { showField } from './saving/refused-line.tsx'
import { TroubleLine } from './saving/trouble-line.tsx'
import { useKeeping } from './saving/use-keeping.ts'
import { useReports } from './saving/use-reports.ts'
import { useSurface } from './surface/use-surface.ts'
import { useInsertions } from './use-insertions.tsx'
import { useKeys, useLinesEnd } from './use-keys.ts'
import { useTyping } from './use-typing.ts'
import type { WritingEditorProps } from './writing-editor.tsx'

/** Where the editor stands in the page: the form, its field, and the place of the bar above them. */
export type Places = { form: HTMLFormElement; area: HTMLTextAreaElement; bar: HTMLElement }

/** The editor of one essay, once the page is awake. */
export function OpenEditor({ places: { form, area, bar }, postId, format, lang, version, savedAt, by, words }: WritingEditorProps & { places: Places }) {
  const [mac] = useState(() => /Mac|iP(hone|ad)/.test(navigator.userAgent))
  const [plain, setPlain] = useState(() => readChoice('plain') === 'yes')
  const [chosenView, setView] = useState<View>(() => (readChoice('view') === 'beside' ? 'beside' : 'write'))
  const [changes, setChanges] = useState(0)
  const [plainPaste, setPlainPaste] = useState(false)
  const { counted, setCounted, worksKept, complaint, said, hear } = useReports(() => ({ words, source: area.value }))
  const { alone, setAlone } = useAlone()
  const markdown = format === 'markdown'

  const surface = useSurface({ area, lang, markdown, plain }, {
    changed() {
      keeper.current?.changed()
      setChanges((count) => count + 1)
    },
    pictures: (files, place) => insertions.takePictures(files, place),
    leftPlain: () => setPlainPaste(true),
  })
  const readSource = () => surface.current?.read().text ?? area.value
  const insertions = useInsertions({ form, postId }, surface, readSource)
  const write = (essay: EssayWords) => {
    for (const name of lineNames) writeLine(form, name, essay[name])
    surface.current?.apply({ from: 0, to: readSource().length, insert: essay.source, select: { from: 0, to: 0 } })
  }
  const { keeper, state, copied } = useKeeping({ form, postId, version, keptAt: savedAt?.getTime() ?? null, by, read: readSource, write }, (told) => {
    hear(told, keeper.current?.base().source ?? '')
    if (told.answer?.kind === 'conflict') other.clash(told.answer)
  })
  const other = useOtherText({
    postId, by, keeper,
    read: () => readForm(form),
    write(draft) {
      write(draft)
      writeBeside(form, draft)
    },
  })
  // One column, when the text is alone.
  const view = alone && chosenView === 'beside' ? 'write' : chosenView
  const looking = markdown && view !== 'write'
  const shown = usePreview(postId, readSource, changes, looking)
  const length = useLength(counted, lang, readSource, changes)
  useTyping(form)
  useFollowing(form, view === 'beside')
  useView(view)
  useEffect(() => {
    if (shown.preview) setCounted({ words: shown.preview.words, source: shown.preview.source })
  }, [shown.preview, setCounted])

  const run = ({ step }: EditorCommand) => {
    const on = surface.current
    const change = on && step(on.read())
    if (change) on.apply(change)
    else on?.focus()
  }
  const choose = (next: View) => {
    setView(next)
    writeChoice('view', next)
  }
  const show = (field: string) => {
    setAlone(false)
    choose('write')
    setTimeout(() => showField(form, field, () => surface.current?.focus()))
  }
  useLinesEnd(form, () => surface.current?.focus())
  useKeys(mac, (keys) => {
    if (keys === 'Mod-s') keeper.current?.ask()
    else if (keys === aloneKeys) setAlone(!alone)
    else if (keys === 'Mod-Shift-e' && markdown) choose(view === 'write' ? 'preview' : 'write')
    else {
      const command = markdown ? commands.find((each: EditorCommand) => each.key === keys) : undefined
      if (command && surface.current && isInText(document.activeElement)) run(command)
      else return false
    }
    return true
  })

  return (
    <>
      {createPortal(
        <>
          <EditorBar
            mac={mac} markdown={markdown} view={view} choose={choose} alone={alone} setAlone={setAlone} state={state} length={length} worksKept={worksKept}
            complaint={complaint} show={show} tools={{ run, addPicture: insertions.addPicture, pickWork: insertions.pickWork }}
          />
          <TroubleLine state={state} copied={copied} tryAgain={() => keeper.current?.ask()} />
          <PlainPasteLine shown={plainPaste} close={() => {
            setPlainPaste(false)
            surface.current?.focus()
          }} />
          <div role="status" className="visually-hidden">
            {other.present ? 'There are two texts. They stand above the form.' : said}
          </div>
          {other.present && <OtherVersion key={sayKey(other.present.other.draft)} other={other.present.other} mine={other.present.mine} choose={other.choose} />}
        </>,
        bar,
      )}
      {looking && <PreviewPane shown={shown} title={readLine(form, 'title')} standfirst={readLine(form, 'standfirst')} lang={lang} alone={view === 'preview'} />}
      <EditorHelp mac={mac} markdown={markdown} plain={plain} choosePlain={(chosen) => {
        setPlain(chosen)
        writeChoice('plain', chosen ? 'yes' : '')
      }} />
      {insertions.dialogs}
    </>
  )
}

function sayKey({ title, source }: EssayDraft): string {
  return `${title.length} ${source.length} ${source.slice(0, 40)}`
}

function isInText(element: Element | null): boolean {
  return element !== null && element.closest('.writing-text, #writing-source') !== null
}
