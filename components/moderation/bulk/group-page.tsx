import { groupAddress } from '#components/moderation/bulk/group-address.ts'
import { GroupDecision } from '#components/moderation/bulk/group-decision.tsx'
import { anyVerdicts, manyVerdicts } from '#components/moderation/bulk/many-verdicts.ts'
import { sayPeople } from '#components/moderation/bulk/say-people.ts'
import { SelectBar } from '#components/moderation/bulk/select-bar.tsx'
import { SelectBox } from '#components/moderation/bulk/select-box.tsx'
import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import { sayDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { GroupText, GroupView } from '#lib/moderation/bulk/read-group.ts'
import { postPath } from '#lib/posts/post-path.ts'

type Props = {
  view: GroupView
  /** The verdict for all of it that was asked for, to be said once more before it is done. */
  all: 'approve' | 'reject' | null
  after: string
  start: FormAction
  now: Date
}

/** All that waits of one group: decided one by one, some, or all at once. */
export function GroupPage({ view, all, after, start, now }: Props) {
  const { group, handle, texts, next, reach } = view
  const here = groupAddress({ ...group, handle })
  return (
    <div className="bulk-page">
      <header className="desk-head">
        <h1>{sayTitle(view)}</h1>
        <p className="meta">
          {view.waiting === 0 ? 'Nothing waits any more' : `${view.waiting.toLocaleString('en-GB')} ${view.waiting === 1 ? 'waits' : 'wait'}`}
          {view.oldest && <> · oldest {sayDuration(secondsSince(view.oldest, now))}</>}
          {group.by === 'host' && reach.people > 0 && <> · from {sayPeople(reach.people)}</>}
          {handle && (
            <>
              {' '}
              · <a href={`/moderation/people/${handle}`}>their record</a>
            </>
          )}
        </p>
      </header>
      {all && reach.taken > 0 && <GroupDecision view={view} action={all} here={here} start={start} />}
      {all && reach.taken === 0 && <NothingTaken waiting={view.waiting} all={all} here={here} />}
      {!all && reach.taken > 1 && (
        <p className="actions group-all">
          <ButtonLink look="plain" href={`${here}?all=approve`}>
            Approve all {reach.taken.toLocaleString('en-GB')} …
          </ButtonLink>
          <ButtonLink look="plain" href={`${here}?all=reject`}>
            Reject all {reach.taken.toLocaleString('en-GB')} …
          </ButtonLink>
        </p>
      )}
      {texts.length > 0 && (
        <ol className="group-texts">
          {texts.map((text) => (
            <li key={text.itemId}>
              <GroupRow text={text} named={group.by === 'host'} selectable={!all} now={now} />
            </li>
          ))}
        </ol>
      )}
      {texts.length > 0 && !all && <SelectBar action={start} here={here} offered={anyVerdicts(texts.map((text) => manyVerdicts(text.verdicts)))} />}
      <nav className="desk-pages" aria-label="Pages of the group">
        {after && <a href={pageAddress(here, all, '')}>Back to the oldest</a>}
        {next && (
          <a href={pageAddress(here, all, next)} rel="next">
            More that wait
          </a>
        )}
      </nav>
    </div>
  )
}

function sayTitle({ group, name }: GroupView): string {
  if (group.by === 'host') return `Links to ${name}`
  return name || 'Somebody without a name'
}

/** While all of it is asked about, the texts are read page by page below the question. */
function pageAddress(here: string, all: Props['all'], after: string): string {
  const query = new URLSearchParams({ ...(all && { all }), ...(after && { after }) }).toString()
  return query ? `${here}?${query}` : here
}

/** All of it was asked about, and none of it can be decided so, or not any more. */
function NothingTaken({ waiting, all, here }: { waiting: number; all: 'approve' | 'reject'; here: string }) {
  return (
    <Notice>
      {waiting === 0 ? 'Nothing of it waits any more: it was decided meanwhile.' : `Nothing here can be ${all === 'approve' ? 'approved' : 'rejected'} at once: reports and appeals are read one by one.`}{' '}
      <a href={waiting === 0 ? '/moderation/groups' : here}>{waiting === 0 ? 'Back to the groups' : 'Back to what waits'}</a>
    </Notice>
  )
}

type RowProps = {
  text: GroupText
  named: boolean
  /** There is a bar to decide about what is ticked. */
  selectable: boolean
  now: Date
}

function GroupRow({ text, named, selectable, now }: RowProps) {
  return (
    <>
      <SelectBox
        itemId={text.itemId}
        version={text.version}
        verdicts={selectable ? manyVerdicts(text.verdicts) : []}
        label={`${text.noun} by ${text.writer || 'somebody without a name'}: ${text.excerpt.slice(0, 60)}`}
      />
      <div>
        <p className="group-text">{text.excerpt || 'Without words'}</p>
        {text.hosts.length > 0 && <p className="group-hosts">Links to {text.hosts.join(', ')}</p>}
        <p className="meta">
          {text.noun !== 'comment' && <>{text.noun} · </>}
          {named && <>{text.writer || 'Without a name'} · </>}
          {text.post && (
            <>
              <a href={postPath(text.post.slug)}>{text.post.title}</a> ·{' '}
            </>
          )}
          {sayDuration(secondsSince(text.submittedAt, now))} ·{' '}
          <a href={deskAddress({ item: text.itemId })}>its card</a>
        </p>
      </div>
    </>
  )
}
