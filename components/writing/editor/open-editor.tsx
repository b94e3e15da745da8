import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '#components/ui/button.tsx'
import { writeBeside } from '#components/writing/use-beside.ts'
import { AloneChoice, aloneKeys } from './bar/alone-choice.tsx'
import { EditorHelp } from './bar/editor-help.tsx'
import { SavedLine } from './bar/saved-line.tsx'
import { Toolbar } from './bar/toolbar.tsx'
import { useAlone } from './bar/use-alone.ts'
import { useLength } from './bar/use-length.ts'
import { useView } from './bar/use-view.ts'
import { ViewChoice } from './bar/view-choice.tsx'
import type { View } from './bar/view-choice.tsx'
import { commands } from './commands.ts'
import type { EditorCommand } from './commands.ts'
import { OtherVersion } from './conflict/other-version.tsx'
import { useOtherText } from './conflict/use-other-text.ts'
import { PictureDialog } from './images/picture-dialog.tsx'
import { insertFigure, putLink } from './markdown/insert-parts.ts'
import { useFollowing } from './preview/follow-source.ts'
import { PreviewPane } from './preview/preview-pane.tsx'
import { usePreview } from './preview/use-preview.ts'
import { lineNames, readForm, readLine, writeLine } from './read-form.ts'
import { readChoice, writeChoice } from './remember-choice.ts'
import type { EssayDraft, EssayWords } from './saving/essay-draft.ts'
import { RefusedLine, showField } from './saving/refused-line.tsx'
import type { Complaint } from './saving/refused-line.tsx'
import { refusedField, sayRefusal, sayTrouble } from './saving/say-saving.ts'
import { useKeeping } from './saving/use-keeping.ts'
import { useSurface } from './surface/use-surface.ts'
import { useKeys, useLinesEnd } from './use-keys.ts'
import { useTyping } from './use-typing.ts'
import { WorkDialog } from './works/work-dialog.tsx'
import type { WritingEditorProps } from './writing-editor.tsx'

/** Where the editor stands in the page: the form, its field, and the place of the bar above them. */
export type Places = { form: HTMLFormElement; area: HTMLTextAreaElement; bar: HTMLElement }

type Picture = { file: File | null; place: () => number }

/** The editor of one essay, once the page is awake. */
export function OpenEditor({ places: { form, area, bar }, postId, format, lang, version, savedAt, by, words }: WritingEditorProps & { places: Places }) {
  const [mac] = useState(() => /Mac|iP(hone|ad)/.test(navigator.userAgent))
  const [plain, setPlain] = useState(() => readChoice('plain') === 'yes')
  const [chosenView, setView] = useState<View>(() => (readChoice('view') === 'beside' ? 'beside' : 'write'))
  const [changes, setChanges] = useState(0)
  const [counted, setCounted] = useState(() => ({ words, source: area.value }))
  const [worksKept, setWorksKept] = useState(true)
  const { alone, setAlone } = useAlone()
  const [pictures, setPictures] = useState<Picture[]>([])
  const [work, setWork] = useState<{ words: string } | null>(null)
  const [complaint, setComplaint] = useState<Complaint | null>(null)
  const [said, setSaid] = useState('')
  const markdown = format === 'markdown'

  const surface = useSurface({ area, lang, markdown, plain }, {
    changed() {
      keeper.current?.changed()
      setChanges((count) => count + 1)
    },
    pictures: (files, place) => setPictures((waiting) => [...waiting, ...files.map((file) => ({ file, place }))]),
  })
  const readSource = () => surface.current?.read().text ?? area.value
  const write = (words: EssayWords) => {
    for (const name of lineNames) writeLine(form, name, words[name])
    surface.current?.apply({ from: 0, to: readSource().length, insert: words.source, select: { from: 0, to: 0 } })
  }
  const { keeper, state, copied } = useKeeping({ form, postId, version, keptAt: savedAt?.getTime() ?? null, by, read: readSource, write }, ({ answer, asked }) => {
    if (answer?.kind === 'kept') {
      setCounted({ words: answer.words, source: keeper.current?.base().source ?? '' })
      setWorksKept(answer.worksKept)
    }
    if (answer?.kind === 'refused') setComplaint({ sentence: sayRefusal(answer), field: refusedField(answer.fields), asked })
    else if (answer?.kind === 'kept') setComplaint((before) => (before?.asked && !asked ? before : null))
    if (answer && asked) setSaid(answer.kind === 'kept' ? `Saved at ${new Date().toLocaleTimeString('en-GB')}.` : '')
    if (answer?.kind === 'conflict') other.clash(answer)
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
  useTyping(form)
  useFollowing(form, view === 'beside')
  useView(view)
  useEffect(() => {
    if (shown.preview) setCounted({ words: shown.preview.words, source: shown.preview.source })
  }, [shown.preview])
  const length = useLength(counted, lang, readSource, changes)

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

  const [picture] = pictures
  const next = () => {
    setPictures((waiting) => waiting.slice(1))
    surface.current?.focus()
  }
  const trouble = sayTrouble(state, copied)

  return (
    <>
      {createPortal(
        <>
          <div className="writing-bar">
            <div className="writing-bar-line">
              <div className="writing-views">
                {markdown && <ViewChoice view={view} choose={choose} />}
                <AloneChoice alone={alone} mac={mac} set={setAlone} />
              </div>
              <SavedLine state={state} length={length} worksKept={worksKept} />
            </div>
            <div className="writing-refused" role="status">
              {complaint && (
                <RefusedLine complaint={complaint} show={(field) => {
                  setAlone(false)
                  choose('write')
                  setTimeout(() => showField(form, field, () => surface.current?.focus()))
                }} />
              )}
            </div>
            {markdown && view !== 'preview' && !alone && (
              <Toolbar
                mac={mac}
                run={run}
                addPicture={() => setPictures([{ file: null, place: surface.current?.holdPlace() ?? (() => 0) }])}
                pickWork={() => setWork({ words: selectedIn(surface.current?.read()) })}
              />
            )}
          </div>
          <div className="writing-trouble" role="status">
            {trouble && (
              <p>
                {trouble} {state.trouble?.kind === 'signed-out' && <a href={`/sign-in?then=${encodeURIComponent('/write')}`} target="_blank">Sign in</a>}{' '}
                <Button type="button" look="text" onClick={() => keeper.current?.ask()}>
                  Try again now
                </Button>
              </p>
            )}
          </div>
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
      {picture && (
        <PictureDialog
          key={pictures.length}
          postId={postId}
          file={picture.file}
          more={pictures.length - 1}
          insert={(line) => {
            const at = picture.place()
            surface.current?.apply(insertFigure({ text: readSource(), from: at, to: at }, line))
            next()
          }}
          leave={next}
        />
      )}
      {work && (
        <WorkDialog
          words={work.words}
          choose={({ title, slug }) => {
            const written = surface.current?.read()
            setWork(null)
            if (written) surface.current?.apply(putLink(written, work.words || title, `/works/${slug}`))
          }}
          leave={() => {
            setWork(null)
            surface.current?.focus()
          }}
        />
      )}
    </>
  )
}

function selectedIn(written: { text: string; from: number; to: number } | undefined): string {
  const words = written ? written.text.slice(written.from, written.to).trim() : ''
  return words.length <= 100 && !words.includes('\n') ? words : ''
}

function sayKey({ title, source }: EssayDraft): string {
  return `${title.length} ${source.length} ${source.slice(0, 40)}`
}

function isInText(element: Element | null): boolean {
  return element !== null && element.closest('.writing-text, #writing-source') !== null
}
