import { BrowserZone } from '#components/writing/publishing/browser-zone.tsx'
import { linePath } from '#components/writing/publishing/publishing-line.tsx'
import type { LineName } from '#components/writing/publishing/publishing-line.tsx'
import type { PublishingActions } from '#components/writing/publishing/publishing-page.tsx'
import { SeenForm } from '#components/writing/publishing/seen-form.tsx'
import { sayZone } from '#components/writing/publishing/say-standing.ts'
import { sayMinute } from '#components/ui/moment.tsx'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'
import { comparePath, writingPath } from '#lib/posts/writing/writing-paths.ts'
import { clockAt, listTimeZones } from '#lib/time-zones.ts'

type Props = {
  post: Publishing
  now: Date
  actions: Pick<PublishingActions, 'publish' | 'schedule'>
  /** How many things may want another look. */
  advice: number
  open: LineName | null
}

const finders = [
  { value: 'yes', label: 'Everybody', means: 'Lists, feeds and the search name it.' },
  { value: 'no', label: 'Whoever has its address', means: 'No list names it.' },
]

const helpForDay = 'Empty: today. For what appeared elsewhere before: it takes its place among the essays of that time, in lists, feeds and the archive, and nobody who follows you is told.'

/** Now, or at a later minute; for what is public already, the newer text. */
export function PublishForms({ post, now, actions, advice, open }: Props) {
  const { standing, draftDiffers } = post
  const live = standing === 'published' || standing === 'unlisted'
  if (live && !draftDiffers) return <p>Readers see the present text. What you write from now on is private until you publish it here.</p>
  if (post.title.trim() === '') {
    return (
      <p>
        It has no title yet, and readers need one. <a href={writingPath(post.id)}>Give it one first</a>.
      </p>
    )
  }
  return (
    <>
      <Text post={post} />
      {advice > 0 && (
        <p className="publishing-looks">
          <a href="#before">{advice === 1 ? 'One thing' : `${advice} things`} may want another look</a>
        </p>
      )}
      {live ? (
        <SeenForm action={actions.publish} postId={post.id} seen={post} button="Publish this text" pending="Publishing …" />
      ) : (
        <SeenForm
          action={actions.publish} postId={post.id} seen={post} button="Publish now" pending="Publishing …" look={standing === 'scheduled' ? 'plain' : 'strong'}
          fields={[
            { kind: 'few', name: 'listed', label: 'Who finds it', options: finders, defaultValue: 'yes' },
            ...(post.appears ? [] : [{ kind: 'rare' as const, unfolds: 'With an earlier date', name: 'day', label: 'An earlier date', type: 'date', max: clockAt(now, 'UTC').day, help: helpForDay }]),
          ]}
        />
      )}
      {!live && <Later post={post} now={now} action={actions.schedule} open={open} />}
    </>
  )
}

/** Which text it is about, and whether another one stands before readers. */
function Text({ post: { id, words, savedAt, standing, draftDiffers, draftRevisionId, publishedRevisionId } }: { post: Publishing }) {
  return (
    <p>
      The text as you saved it on {sayMinute(savedAt)}, {words === 1 ? '1 word' : `${words.toLocaleString('en-GB')} words`}. <a href={`${writingPath(id)}/preview`}>Look at it as readers will</a>
      {draftDiffers && standing !== 'draft' && publishedRevisionId && draftRevisionId && (
        <>
          . It is not the one that {standing === 'scheduled' ? 'is to appear' : standing === 'archived' ? 'readers saw' : 'readers see'}:{' '}
          <a href={comparePath(id, publishedRevisionId, draftRevisionId)}>what is different</a>
        </>
      )}
      .
    </p>
  )
}

function Later({ post, now, action, open }: { post: Publishing; now: Date; action: PublishingActions['schedule']; open: LineName | null }) {
  const { appears, standing, timeZone, timeZoneKnown } = post
  const proposed = standing === 'scheduled' && appears ? clockAt(appears, timeZone) : { day: clockAt(new Date(now.getTime() + 86_400_000), timeZone).day, time: '09:00' }
  const zones = listTimeZones().map((zone) => ({ value: zone, label: sayZone(zone) }))
  return (
    <section aria-label="Later">
      <details className="publishing-folded" open={open === 'later'}>
        <summary>{standing === 'scheduled' ? 'At another moment, or with the present text' : 'Or at a later moment'}</summary>
        {!timeZoneKnown && <BrowserZone proposed={timeZone} />}
        <SeenForm
          action={action} postId={post.id} seen={post} button="Schedule it" look="plain" pending="Scheduling …" here={linePath(post.id, 'later')}
          fields={[
            { kind: 'line', name: 'day', label: 'Day', type: 'date', required: true, defaultValue: proposed.day },
            { kind: 'line', name: 'time', label: 'Time', type: 'time', required: true, defaultValue: proposed.time },
            {
              kind: 'choice', name: 'timeZone', label: 'By the clock of', required: true, defaultValue: timeZone,
              options: zones.some(({ value }) => value === timeZone) ? zones : [{ value: timeZone, label: sayZone(timeZone) }, ...zones],
              help: 'What readers see then is the text as it is now. What you write after this stays private.',
            },
          ]}
        />
      </details>
    </section>
  )
}
