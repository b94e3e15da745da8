'use client'

import { useCallback, useEffect, useRef } from 'react'

/** A passage longer than this is the whole text; characters. As `decide` has it. */
const longest = 2_000

type Selected = { passage: string; range: Range }

/**
 * Remembers what was last selected in the text of a card, also when a press of a button has taken the selection away. Selecting
 * nothing in the text forgets it.
 */
export function useSelectedPassage(itemId: string): () => Selected | null {
  const selected = useRef<Selected | null>(null)
  const note = useCallback(() => {
    const selection = document.getSelection()
    const text = textOf(itemId)
    if (!selection || !text?.contains(selection.anchorNode)) return
    const passage = selection.isCollapsed ? '' : tidy(selection.toString())
    selected.current = passage === '' ? null : { passage, range: selection.getRangeAt(0).cloneRange() }
  }, [itemId])
  useEffect(() => {
    document.addEventListener('selectionchange', note)
    return () => document.removeEventListener('selectionchange', note)
  }, [note])
  return useCallback(() => {
    // A browser that has much to do hears a key before it tells what was selected.
    note()
    return selected.current
  }, [note])
}

/** Keeps a passage marked in the text while one writes about it, where the browser can; null takes the mark away. */
export function markPassage(range: Range | null) {
  if (!('highlights' in CSS)) return
  if (range) CSS.highlights.set('passage', new Highlight(range))
  else CSS.highlights.delete('passage')
}

/** The sentences of the text on a card, to choose one from; of facts, what each is to say. */
export function sentencesOf(itemId: string): string[] {
  const facts = textOf(itemId)?.querySelectorAll<HTMLElement>('[data-passage]') ?? []
  if (facts.length > 0) return Array.from(facts, ({ dataset }) => dataset.passage ?? '').filter((words) => words !== '' && words.length <= longest)
  const words = tidy(textOf(itemId)?.innerText ?? '', 20_000)
  const sentences = Array.from(new Intl.Segmenter(document.documentElement.lang || 'en', { granularity: 'sentence' }).segment(words), ({ segment }) => segment.trim())
  return sentences.filter((sentence) => sentence !== '' && sentence.length <= longest)
}

function textOf(itemId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#item-${itemId} :is(.desk-text, .desk-listed-text, .change-list)`)
}

function tidy(text: string, most = longest): string {
  return text.replace(/\s+/gu, ' ').trim().slice(0, most)
}
