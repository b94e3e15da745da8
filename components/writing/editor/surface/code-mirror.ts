import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands'
import { defineLanguageFacet, Language, syntaxHighlighting } from '@codemirror/language'
import { search, searchKeymap } from '@codemirror/search'
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state'
import type { TransactionSpec } from '@codemirror/state'
import { Decoration, dropCursor, EditorView, keymap, MatchDecorator, placeholder as sayWhereEmpty, ViewPlugin } from '@codemirror/view'
import type { DecorationSet, ViewUpdate } from '@codemirror/view'
import { tagHighlighter, tags } from '@lezer/highlight'
import { parser, Strikethrough, Table } from '@lezer/markdown'
import type { Change, Written } from '../markdown/change.ts'
import { continueLines } from '../markdown/continue-lines.ts'
import { pasteAddress } from '../markdown/insert-parts.ts'
import { asksForPlain, formattedIn, takeFormatted } from '../paste/take-formatted.ts'
import { picturesIn } from './surface.ts'
import type { Surface, SurfaceListener } from './surface.ts'

type Options = {
  parent: HTMLElement
  text: string
  /** Attributes of the text itself: its label, its language. */
  attributes: Record<string, string>
  /** Stands where nothing is written yet. */
  placeholder: string
  /** False where the text is HTML: nothing is continued, nothing made into Markdown. */
  markdown: boolean
}

const markdownLanguage = new Language(defineLanguageFacet(), parser.configure([Table, Strikethrough]), [], 'markdown')

/** Names of the style sheet's own: the text is set as a page is, its marks are quiet. */
const looks = syntaxHighlighting(tagHighlighter([
  { tag: [tags.heading1, tags.heading2, tags.heading3, tags.heading4, tags.heading5, tags.heading6], class: 'md-heading' },
  { tag: tags.strong, class: 'md-strong' },
  { tag: tags.emphasis, class: 'md-emphasis' },
  { tag: tags.strikethrough, class: 'md-struck' },
  { tag: tags.monospace, class: 'md-code' },
  { tag: tags.quote, class: 'md-quote' },
  { tag: [tags.url, tags.labelName], class: 'md-address' },
  { tag: [tags.processingInstruction, tags.contentSeparator], class: 'md-mark' },
]))

/** Footnotes and spoilers, which the parser of plain Markdown does not know. */
const ownMarks = markMatches(/\[\^[^\]\s]+\]:?|\|\||^:::.*/gm, 'md-mark')

/** Nothing of this comes from outside, and no style is written into the page without the nonce that this page allows. */
export function openCodeMirror({ parent, text, attributes, placeholder, markdown }: Options, listener: SurfaceListener): Surface {
  let asksPlain = false
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonceOf(document)),
        history({ newGroupDelay: 700 }),
        ...(markdown ? [markdownLanguage.extension, looks, ownMarks, Prec.high(keymap.of([{ key: 'Enter', run: goOn }]))] : []),
        search({ top: true }),
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
        heldPlaces,
        dropCursor(),
        EditorView.lineWrapping,
        sayWhereEmpty(placeholder),
        EditorView.contentAttributes.of({ spellcheck: 'true', autocorrect: 'on', autocapitalize: 'sentences', ...attributes }),
        // The bar sticks to the top of the window: what is found must not lie beneath it.
        EditorView.scrollMargins.of(() => ({ top: 96, bottom: 32 })),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) listener.changed()
        }),
        EditorView.domEventHandlers(markdown ? {
          keydown(event) {
            asksPlain = asksForPlain(event)
          },
          keyup() {
            asksPlain = false
          },
          paste: (event, on) => takePictures(event, on, event.clipboardData) || takeAddress(event, on) || (!asksPlain && takeWords(event)),
          drop(event, on) {
            const place = on.posAtCoords({ x: event.clientX, y: event.clientY })
            if (place !== null && picturesIn(event.dataTransfer).length > 0) on.dispatch({ selection: { anchor: place } })
            return takePictures(event, on, event.dataTransfer)
          },
        } : {}),
      ],
    }),
  })

  function takePictures(event: Event, on: EditorView, data: DataTransfer | null): boolean {
    const pictures = picturesIn(data)
    if (pictures.length === 0) return false
    event.preventDefault()
    listener.pictures(pictures, holdPlace(on))
    return true
  }

  function takeWords(event: ClipboardEvent): boolean {
    const copied = formattedIn(event.clipboardData, surface, listener.leftPlain)
    if (!copied) return false
    event.preventDefault()
    void takeFormatted(copied, surface, listener.pictures)
    return true
  }

  const surface: Surface = {
    read: () => readView(view),
    apply(change) {
      applyToView(view, change, isolateHistory.of('full'))
      view.focus()
    },
    holdPlace: (at) => holdPlace(view, at),
    focus: () => view.focus(),
    end: () => view.destroy(),
  }
  return surface
}

function readView({ state }: EditorView): Written {
  return { text: state.doc.toString(), from: state.selection.main.from, to: state.selection.main.to }
}

function applyToView(view: EditorView, { from, to, insert, select }: Change, annotations: TransactionSpec['annotations'] = []): void {
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: select.from, head: select.to }, scrollIntoView: true, userEvent: 'input', annotations })
}

function goOn(view: EditorView): boolean {
  const change = continueLines(readView(view))
  if (change) applyToView(view, change)
  return change !== null
}

function takeAddress(event: ClipboardEvent, view: EditorView): boolean {
  const change = pasteAddress(readView(view), event.clipboardData?.getData('text/plain') ?? '')
  if (!change) return false
  event.preventDefault()
  applyToView(view, change)
  return true
}

/** Places that are followed through everything that is written meanwhile. */
const heldPlaces = StateField.define<Map<symbol, number>>({
  create: () => new Map(),
  update(places, { changes, effects }) {
    const moved = changes.empty ? places : new Map([...places].map(([name, place]) => [name, changes.mapPos(place, 1)]))
    return effects.reduce((all, effect) => (effect.is(hold) ? new Map([...all, effect.value]) : all), moved)
  },
})
const hold = StateEffect.define<[symbol, number]>()

function holdPlace(view: EditorView, at = view.state.selection.main.to): () => number {
  const name = Symbol('place')
  view.dispatch({ effects: hold.of([name, at]) })
  return () => view.state.field(heldPlaces).get(name) ?? at
}

function markMatches(regexp: RegExp, name: string) {
  const matcher = new MatchDecorator({ regexp, decoration: Decoration.mark({ class: name }) })
  return ViewPlugin.define<{ marks: DecorationSet; update(update: ViewUpdate): void }>((view) => ({
    marks: matcher.createDeco(view),
    update(update) {
      this.marks = matcher.updateDeco(update, this.marks)
    },
  }), { decorations: ({ marks }) => marks })
}

/** The one that this document was answered with: pages that were gone to without a new document have others. */
function nonceOf({ scripts }: Document): string {
  return [...scripts].find((script) => script.nonce)?.nonce ?? ''
}
