import { useState } from 'react'
import { nameWork } from '#components/writing/fields/name-work.ts'
import { workPath } from '#lib/works/work-path.ts'
import { PictureDialog } from './images/picture-dialog.tsx'
import { insertFigure, putLink } from './markdown/insert-parts.ts'
import type { Surface } from './surface/surface.ts'
import type { FoundWork } from './works/find-works.ts'
import { WorkDialog } from './works/work-dialog.tsx'

type Picture = { file: File | null; place: () => number }

/** What is put into the text by a dialog: pictures, one after the other, and links to works, which are named below the text as well. Each goes to the place where it was wanted, whatever is written meanwhile. */
export function useInsertions({ form, postId }: { form: HTMLFormElement; postId: string }, surface: { current: Surface | null }, readSource: () => string) {
  const [pictures, setPictures] = useState<Picture[]>([])
  const [work, setWork] = useState<{ words: string } | null>(null)
  const [picture] = pictures
  const next = () => {
    setPictures((waiting) => waiting.slice(1))
    surface.current?.focus()
  }
  const put = (line: string, { place }: Picture) => {
    const at = place()
    surface.current?.apply(insertFigure({ text: readSource(), from: at, to: at }, line))
    next()
  }
  const link = (words: string, chosen: FoundWork) => {
    const written = surface.current?.read()
    setWork(null)
    if (written) surface.current?.apply(putLink(written, words || chosen.title, workPath(chosen.slug)))
    nameWork(form, chosen)
  }
  const leaveWork = () => {
    setWork(null)
    surface.current?.focus()
  }
  return {
    takePictures: (files: File[], place: () => number) => setPictures((waiting) => [...waiting, ...files.map((file) => ({ file, place }))]),
    addPicture: () => setPictures([{ file: null, place: surface.current?.holdPlace() ?? (() => 0) }]),
    pickWork: () => setWork({ words: selectedIn(surface.current) }),
    dialogs: (
      <>
        {picture && <PictureDialog key={pictures.length} postId={postId} file={picture.file} more={pictures.length - 1} insert={(line) => put(line, picture)} leave={next} />}
        {work && <WorkDialog words={work.words} choose={(chosen) => link(work.words, chosen)} leave={leaveWork} />}
      </>
    ),
  }
}

function selectedIn(surface: Surface | null): string {
  const written = surface?.read()
  const words = written ? written.text.slice(written.from, written.to).trim() : ''
  return words.length <= 100 && !words.includes('\n') ? words : ''
}
