import { AnsweringForm } from '#components/people/answering-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { OwnPart, OwnSeries as Own } from '#lib/accounts/read-own-series.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { seriesPath } from '#lib/posts/series/series-path.ts'

type Actions = { beginSeries: FormAction; putIn: FormAction; move: FormAction; takeOut: FormAction }

/** An author's series, each with its essays in order and what can be done with them. Works by buttons alone. */
export function OwnSeries({ own: { series, free }, actions }: { own: Own; actions: Actions }) {
  return (
    <>
      {series.length === 0 && <p>Nothing yet. Essays that belong together stand in a series; each then says which part it is and leads to the next.</p>}
      {series.map((each) => (
        <OneSeries key={each.id} series={each} free={free} actions={actions} />
      ))}
      <h2 className="section-title">Begin a series</h2>
      <AnsweringForm
        action={actions.beginSeries}
        fields={[
          { kind: 'line', name: 'title', label: 'Title', required: true },
          { kind: 'text', name: 'description', label: 'What it is about', rows: 3, help: 'A few sentences in Markdown.' },
        ]}
        button="Begin it"
        pending="Beginning it …"
      />
    </>
  )
}

type Props = { series: Own['series'][number]; free: OwnPart[]; actions: Actions }

function OneSeries({ series: { id, slug, title, parts, shown }, free, actions }: Props) {
  return (
    <section aria-label={title}>
      <h2 className="section-title">{shown ? <a href={seriesPath(slug)}>{title}</a> : title}</h2>
      {parts.length === 0 && <p>No essays yet.</p>}
      <ol className="own-lines" role="list">
        {parts.map((part, index) => (
          <li key={part.postId}>
            <p>
              {index + 1}. <PartTitle part={part} />
            </p>
            <div className="comment-foot">
              {index > 0 && <Move part={part} seriesId={id} direction="up" action={actions.move} />}
              {index < parts.length - 1 && <Move part={part} seriesId={id} direction="down" action={actions.move} />}
              <PressForm action={actions.takeOut} fields={{ seriesId: id, postId: part.postId }} of={part.title} look="text" pending="Taking it out …">
                Take out
              </PressForm>
            </div>
          </li>
        ))}
      </ol>
      {free.length > 0 && (
        <AnsweringForm
          action={actions.putIn}
          hidden={{ seriesId: id }}
          fields={[{ kind: 'choice', name: 'postId', label: 'Put an essay at its end', required: true, options: free.map((part) => ({ value: part.postId, label: part.published ? part.title : `${part.title} (not published)` })) }]}
          button="Put it in"
          of={title}
          look="plain"
          pending="Putting it in …"
        />
      )}
    </section>
  )
}

function PartTitle({ part: { title, slug, published } }: { part: OwnPart }) {
  return published ? <a href={postPath(slug)}>{title}</a> : `${title} (not published)`
}

function Move({ part, seriesId, direction, action }: { part: OwnPart; seriesId: string; direction: 'up' | 'down'; action: FormAction }) {
  return (
    <PressForm action={action} fields={{ seriesId, postId: part.postId, direction }} of={part.title} look="text" pending="Moving it …">
      {direction === 'up' ? 'Earlier' : 'Later'}
    </PressForm>
  )
}
