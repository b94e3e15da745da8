import '#components/writing/fields/content-notes-fields.css'
import { useId } from 'react'
import type { FormState } from '#lib/form-state.ts'
import { contentNotesOf, mostOwnNotes, ownFields, topicField } from '#lib/posts/content-notes/content-notes-form.ts'
import type { ContentAnswer } from '#lib/posts/content-notes/content-notes.ts'
import { degrees, topics, topicWords, withoutDegree } from '#lib/posts/content-notes/topics.ts'
import type { Topic } from '#lib/posts/content-notes/topics.ts'
import type { SaidNotes } from '#lib/posts/writing/beside.ts'

type Props = {
  /** What the text says now. */
  said: SaidNotes
  /** What the form answered: what was sent stands before what is stored. */
  state?: FormState
}

const answers: { value: Exclude<ContentAnswer, 'unsaid'>; label: string }[] = [
  { value: 'notes', label: 'Some of this is in it' },
  { value: 'none', label: 'None of it applies' },
  { value: 'withheld', label: 'I would rather not say' },
]

/**
 * What a reader may want to know before the text. Nothing is chosen beforehand: an answer that nobody gave would be believed.
 * The topics stand open while the answer is that there are some, by the style sheet alone.
 */
export function ContentNotesFields({ said, state }: Props) {
  const id = useId()
  const sent = state?.values?.contentAnswer !== undefined || state?.values?.[topicField('violence')] !== undefined
  const { contentAnswer, contentNotes } = sent ? contentNotesOf(state?.values ?? {}) : said
  const error = Object.entries(state?.fields ?? {}).find(([field]) => field.startsWith('content'))?.[1]
  return (
    <fieldset className="content-notes choices" aria-describedby={error ? `${id}-error ${id}-help` : `${id}-help`}>
      <legend className="field-label">Before somebody reads it</legend>
      <p className="field-help" id={`${id}-help`}>
        Named topics stand under the title, in lists, feeds and mail, before any of the text. Readers choose what they want to see.
      </p>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {answers.map(({ value, label }) => (
        <label key={value} className="choice">
          <input key={contentAnswer} type="radio" name="contentAnswer" value={value} defaultChecked={contentAnswer === value} />
          <span>{label}</span>
        </label>
      ))}
      <div className="content-topics">
        {topics.map((topic) => (
          <TopicField key={topic} topic={topic} degree={degreeOf(contentNotes, topic)} />
        ))}
        <OwnTopics notes={contentNotes.filter(({ topic }) => !topics.some((key) => key === topic))} />
      </div>
    </fieldset>
  )
}

function degreeOf(notes: { topic: string; degree: string }[], topic: Topic): string {
  return notes.find((note) => note.topic === topic)?.degree ?? ''
}

function TopicField({ topic, degree }: { topic: Topic; degree: string }) {
  const id = useId()
  const { said, holds } = topicWords[topic]
  return (
    <div className="content-topic">
      <label htmlFor={id}>
        <span className="content-topic-name">{said}</span>
        {holds && <span className="content-topic-holds"> {holds}</span>}
      </label>
      <select key={degree} className="input" id={id} name={topicField(topic)} defaultValue={degree}>
        <option value="">not in it</option>
        {withoutDegree.includes(topic) ? <option value={degree || 'depicted'}>in it</option> : <Degrees />}
      </select>
    </div>
  )
}

/** Rows for what the list does not name: those that are filled, and two more to fill. */
function OwnTopics({ notes }: { notes: { topic: string; degree: string }[] }) {
  const rows = Array.from({ length: Math.min(notes.length + 2, mostOwnNotes) }, (_, place) => notes[place] ?? { topic: '', degree: 'mentioned' })
  return (
    <fieldset className="content-own">
      <legend className="content-topic-name">In your own words</legend>
      {rows.map(({ topic, degree }, place) => (
        <div className="content-topic" key={`${place}-${topic}`}>
          <input className="input" name={ownFields(place + 1).words} defaultValue={topic} maxLength={80} aria-label={`Topic ${place + 1} of your own`} />
          <select key={degree} className="input" name={ownFields(place + 1).degree} defaultValue={degree} aria-label={`How much of topic ${place + 1} of your own`}>
            <Degrees />
          </select>
        </div>
      ))}
    </fieldset>
  )
}

function Degrees() {
  return degrees.map((degree) => (
    <option key={degree} value={degree}>
      {degree}
    </option>
  ))
}
