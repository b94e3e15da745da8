import type { Change, Written } from '../markdown/change.ts'

/** Where the text is written: CodeMirror, or the plain field of the form. Both do the same for the toolbar. */
export type Surface = {
  read(): Written
  /** One step, which is one step to take back. */
  apply(change: Change): void
  /** A place that stays between the same letters while others are written around it; the end of what is selected, unless another is named. */
  holdPlace(at?: number): () => number
  focus(): void
  end(): void
}

/** What a surface tells. */
export type SurfaceListener = {
  changed(): void
  /** Pictures that were pasted or dropped, and where. */
  pictures(files: File[], place: () => number): void
  /** Something was pasted that is too long for its formatting to come along. */
  leftPlain(): void
}

/** Pictures among what is pasted or dropped. Empty where there is text as well: word processors send a picture of the words along. */
export function picturesIn(data: DataTransfer | null): File[] {
  if (!data || data.types.includes('text/plain') || data.types.includes('text/html') && data.types.includes('text/rtf')) return []
  return [...data.files].filter(({ type }) => type.startsWith('image/'))
}
