import { AnsweringForm } from '#components/people/answering-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { linePath } from '#components/writing/publishing/publishing-line.tsx'
import type { PublishingActions } from '#components/writing/publishing/publishing-page.tsx'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

type Props = { post: Pick<Publishing, 'id' | 'series' | 'openSeries'>; actions: Pick<PublishingActions, 'putIn' | 'moveInSeries' | 'takeOut'> }

/** Its place among essays that belong together, changed by buttons. */
export function SeriesForms({ post: { id, series, openSeries }, actions }: Props) {
  if (!series && openSeries.length === 0) {
    return (
      <p>
        Essays that belong together can stand in a series. <a href="/account/series">Begin one</a>
      </p>
    )
  }
  if (!series) {
    const options = openSeries.map((each) => ({ value: each.id, label: each.title }))
    return <AnsweringForm action={actions.putIn} hidden={{ postId: id }} fields={[{ kind: 'choice', name: 'seriesId', label: 'Put it at the end of', required: true, options }]} button="Put it in" look="plain" pending="Putting it in …" here={linePath(id, 'series')} />
  }
  return (
    <>
      <p>
        Part {series.part} of {series.of} in {series.mine ? <a href="/account/series">{series.title}</a> : series.title}.
      </p>
      {series.mine && <Moves series={series} postId={id} actions={actions} />}
    </>
  )
}

function Moves({ series, postId, actions }: { series: NonNullable<Publishing['series']>; postId: string; actions: Props['actions'] }) {
  const fields = { seriesId: series.id, postId }
  return (
    <div className="publishing-buttons">
      {series.part > 1 && (
        <PressForm action={actions.moveInSeries} fields={{ ...fields, direction: 'up' }} look="text" of={`in ${series.title}`} pending="Moving it …" here={linePath(postId, 'series', 'up')}>
          Earlier
        </PressForm>
      )}
      {series.part < series.of && (
        <PressForm action={actions.moveInSeries} fields={{ ...fields, direction: 'down' }} look="text" of={`in ${series.title}`} pending="Moving it …" here={linePath(postId, 'series', 'down')}>
          Later
        </PressForm>
      )}
      <PressForm action={actions.takeOut} fields={fields} look="text" of={`of ${series.title}`} pending="Taking it out …" here={linePath(postId, 'series')}>
        Take out
      </PressForm>
    </div>
  )
}
