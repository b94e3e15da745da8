import '#components/ui/text-changes.css'
import { Fragment } from 'react'
import type { DiffPart } from '#lib/compare-texts.ts'

/** Words that are shown on each side of a change; what is the same for longer is left out. */
const around = 160

/** Two versions of a text as one: what was taken out struck through, what was put in underlined, both also said in words. */
export function TextChanges({ parts }: { parts: DiffPart[] }) {
  return (
    <div className="text-changes">
      {parts.map((part, place) => (
        <Fragment key={place}>{part.kind === 'same' ? shorten(part.text, place > 0, place < parts.length - 1) : <Change part={part} />}</Fragment>
      ))}
    </div>
  )
}

function Change({ part: { kind, text } }: { part: DiffPart }) {
  const Mark = kind === 'added' ? 'ins' : 'del'
  return (
    <Mark>
      <span className="visually-hidden">{kind === 'added' ? ' put in: ' : ' taken out: '}</span>
      {text}
      <span className="visually-hidden"> end; </span>
    </Mark>
  )
}

/** The beginning after a change and the end before the next one. */
function shorten(text: string, afterChange: boolean, beforeChange: boolean): string {
  if (text.length <= around * 2) return text
  const head = afterChange ? text.slice(0, around).replace(/\S+$/, '') : ''
  const tail = beforeChange ? text.slice(-around).replace(/^\S+/, '') : ''
  return `${head}… ${tail}`
}
