import { sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { UndoForm } from '#components/moderation/decisions/undo-form.tsx'
import { storyOf, WhatWasDone, Why } from '#components/moderation/log/decision-log.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { Story, StoryEvent } from '#lib/moderation/log/read-story.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { workPath } from '#lib/works/work-path.ts'

const nobody = 'somebody without a name'

/** A decision, and below it everything that happened to the same text, in the order in which it happened. */
export function LogStory({ story, undo }: { story: Story; undo: FormAction }) {
  const { entry, state, events, chain } = story
  const writer = entry.writer.name || nobody
  return (
    <article className="log-story">
      <header className="desk-head">
        <h1>
          Decision {entry.seq}: {lower(sayVerdict(entry.action))}
        </h1>
        <p className="meta">
          {onWhat(entry)}
          {entry.writer.handle ? <a href={`/moderation/people/${encodeURIComponent(entry.writer.handle)}`}>{writer}</a> : writer}
          {entry.post && (
            <>
              {' '}
              {entry.kind === 'guest_post' ? 'called' : 'under'} {entry.post.slug === null ? entry.post.title : <a href={postPath(entry.post.slug)}>{entry.post.title}</a>}
            </>
          )}
          {entry.work && (
            <>
              , for {entry.work.slug ? <a href={workPath(entry.work.slug)}>{entry.work.title}</a> : entry.work.title}
            </>
          )}
          {state && `, ${stateNow(entry, state)} now`}
        </p>
      </header>
      <p className="log-story-ways">
        <a href="/moderation/log">Log</a>
        {entry.seq > 1 && (
          <a href={storyOf(entry.seq - 1)} rel="prev">
            Decision {entry.seq - 1}
          </a>
        )}
        {story.newer && (
          <a href={storyOf(entry.seq + 1)} rel="next">
            Decision {entry.seq + 1}
          </a>
        )}
        <a href={`/moderation?item=${entry.itemId}`}>Its card in the queue</a>
        {state === 'published' && entry.commentId && <a href={`/c/${entry.commentId}`}>Where readers see it</a>}
      </p>
      <ol className="log-events">
        {events.map((event) => (
          <li key={`${event.what} ${event.id}`} data-what={event.what} aria-current={event.id === entry.id || undefined} data-undone={(event.what === 'decision' && event.entry.undone) || undefined}>
            <Event event={event} here={entry.id} undo={undo} back={storyOf(entry.seq)} />
          </li>
        ))}
      </ol>
      <details className="log-chain">
        <summary>Its place in the chain</summary>
        <dl>
          <dt>Hash of the decision before</dt>
          <dd>{chain.previousHash || 'none: this is the first'}</dd>
          <dt>Hash of this one</dt>
          <dd>{chain.hash}</dd>
        </dl>
        <p className="meta">A decision cannot be changed without changing its hash, and every one after it. The export holds what is needed to work them out anew.</p>
      </details>
    </article>
  )
}

type EventProps = { event: StoryEvent; here: string; undo: FormAction; back: string }

function Event(props: EventProps) {
  const { event, here } = props
  return (
    <>
      <p className="log-event-head">
        <span>
          <Said event={event} here={here} />
        </span>{' '}
        <Moment className="log-event-when" at={event.at} precision="minute" />
      </p>
      <Body {...props} />
    </>
  )
}

const sent: Record<string, string> = {
  submitted: 'sent this text', edited: 'changed the text', resubmitted: 'sent the text again', imported: 'had written this, on the site it came from',
}

function Said({ event, here }: { event: StoryEvent; here: string }) {
  const by = <b>{event.what === 'decision' ? event.entry.by.name : event.by || nobody}</b>
  if (event.what === 'text') return <>{by} {sent[event.reason] ?? 'saved this text'}</>
  if (event.what === 'name') return <>{by} asked for this name</>
  if (event.what === 'proposal') return <>{by} {event.again ? 'sent the proposal again' : 'proposed this'}</>
  if (event.what === 'report') return <>{by} reported it</>
  if (event.what === 'asked') return <>{by} {event.kind === 'appeal' ? 'appealed' : `asked for a ${event.noun}`}</>
  if (event.what === 'message') return <>{by} wrote{event.teamOnly && ', to the team only'}</>
  return (
    <>
      {by}: <WhatWasDone entry={event.entry} /> {event.id !== here && <a href={storyOf(event.entry.seq)}>no. {event.entry.seq}</a>}
    </>
  )
}

function Body({ event, undo, back }: EventProps) {
  if (event.what === 'report') return <p className="log-said">{[event.reason, event.note].filter(Boolean).join(' ')}</p>
  if (event.what === 'message') return <p className="log-said">{event.body}</p>
  if (event.what === 'asked') return null
  if (event.what === 'decision') {
    return (
      <>
        <Why entry={event.entry} />
        {event.entry.canUndo && <UndoForm action={undo} decisionId={event.id} of={`number ${event.entry.seq}`} onward="log" back={back} />}
      </>
    )
  }
  return (
    <>
      {event.what === 'name' && <p className="log-said">{event.name}</p>}
      {event.what === 'text' && <StoredHtml className="desk-text prose" html={event.html} />}
      {event.what === 'proposal' && <ProposedForm event={event} />}
      {event.findings.map((finding) => (
        <p key={finding.rule + finding.message} className="log-finding">
          {finding.message}
          {finding.matches.length > 0 && <> {finding.matches.map((match) => <mark key={match}>{match}</mark>)}</>}
        </p>
      ))}
    </>
  )
}

/** On what a decision was, up to the name of whose it is. */
function onWhat({ kind, noun }: Story['entry']): string {
  const said: Partial<Record<Story['entry']['kind'], string>> = { comment: 'On a comment by ', name: 'On a new name of ', proposal: 'On a proposal by ', guest_post: 'On a guest essay by ' }
  return said[kind] ?? `On ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}, about a comment by `
}

function ProposedForm({ event: { changes, comment } }: { event: Extract<StoryEvent, { what: 'proposal' }> }) {
  return (
    <>
      <ul className="log-said" role="list">
        {changes.map(({ key, label, was, now }) => (
          <li key={key}>
            {label}: {was && <del>{was}</del>} {now ? <ins>{now}</ins> : !was && 'nothing'}
          </li>
        ))}
      </ul>
      {comment && <p className="log-said">{comment}</p>}
    </>
  )
}

/** A name or a proposal waits, is approved, rejected or taken back; a text is held, published and so on. */
function stateNow({ kind }: Story['entry'], state: string): string {
  const ofNames: Record<string, string> = { held: 'waiting', published: 'approved' }
  return ((kind === 'name' || kind === 'proposal') && ofNames[state]) || (kind === 'guest_post' && state === 'held' ? 'waiting' : state)
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}
