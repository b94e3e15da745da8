'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { Field, TextArea } from '#components/ui/field.tsx'
import { Button } from '#components/ui/button.tsx'
import { markPassage, sentencesOf, useSelectedPassage } from '#components/moderation/decisions/use-selected-passage.ts'
import { useScripted } from '#components/moderation/decisions/use-steady-action.ts'
import type { VerdictForm } from '#components/moderation/decisions/verdict-bar.tsx'
import { holdsWords, VerdictPanel } from '#components/moderation/decisions/verdict-panel.tsx'
import type { VerdictWords } from '#components/moderation/decisions/verdict-words.ts'
import { Key } from '#components/moderation/keys/key.tsx'

/** The third verdict: the writer gets the text back, with the passage it is about and what should change. */
export function ReturnForm({ children, ...form }: VerdictForm & { words: VerdictWords }) {
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const selected = useSelectedPassage(form.item.id)
  const [sentences, setSentences] = useState<string[]>([])
  const scripted = useScripted()
  const { state } = form.sending
  const own = state.values?.action === form.verdict ? state : undefined
  const writer = form.item.writer || 'The writer'

  useEffect(() => () => markPassage(null), [])

  /** What is selected in the text is what should change; without a selection, its sentences are offered. One goes on writing. */
  function quote() {
    const field = place.current?.querySelector<HTMLInputElement>('input[name=passage]')
    setSentences(sentencesOf(form.item.id))
    const chosen = selected()
    if (field && chosen) {
      field.value = chosen.passage
      markPassage(chosen.range)
    }
    place.current?.querySelector('textarea')?.focus()
  }

  return (
    <VerdictPanel {...form} fields={children} inWords onOpen={quote} onClose={() => markPassage(null)} isWhole={(data) => holdsWords(data, 'reasonNote')}>
      <div ref={place} className="desk-return">
        {scripted && (
          <p>
            <Button type="button" look="text" data-again onClick={quote}>
              Use the selection <Key of="return" />
            </Button>
          </p>
        )}
        <Field
          name="passage"
          label="The passage"
          list={`${id}-sentences`}
          maxLength={2000}
          autoComplete="off"
          state={own}
          help="Select it in the text, or choose a sentence, or paste it. Left empty, it is about the whole text."
        />
        <datalist id={`${id}-sentences`}>
          {sentences.map((sentence, position) => (
            <option key={position} value={sentence} />
          ))}
        </datalist>
        <TextArea
          name="reasonNote"
          label="What should change?"
          rows={3}
          maxLength={2000}
          required
          data-first
          state={own}
          error={own?.fields?.reasonNote ?? own?.fields?.reasonCode}
          help={`${writer} reads this beside the passage, changes the text and sends it again.`}
        />
      </div>
    </VerdictPanel>
  )
}
