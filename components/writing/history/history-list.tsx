import '#components/writing/history/history.css'
import { Button } from '#components/ui/button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { SayHow } from '#components/writing/history/say-revision.tsx'
import type { History, HistoryLine } from '#lib/posts/writing/read-revisions.ts'
import { comparePath, conflictPath, historyPath, revisionPath } from '#lib/posts/writing/writing-paths.ts'

/** A text that was chosen as the newer one on a page of the history before this one. */
export type Carried = { id: string; savedAt: Date }

/**
 * Every text that was saved, the newest first. Any two of them can be chosen and compared, by buttons alone: what is chosen as the newer one goes along to
 * the older pages. The heads of the columns are for the eye; every choice says its own.
 */
export function HistoryList({ postId, history: { title, lines, older, days }, carried }: { postId: string; history: History; carried: Carried | null }) {
  return (
    <form className="history-form" action={`${historyPath(postId)}/compare`} method="get">
      <p className="history-line history-heads" aria-hidden="true">
        <span>From</span>
        <span>To</span>
        <span>Saved</span>
      </p>
      {carried && (
        <p className="history-line history-carried">
          <span />
          <Choice line={carried} name="to" says="To" chosen />
          <span>
            The text of <Moment at={carried.savedAt} precision="minute" />, from a newer page
          </span>
        </p>
      )}
      <ol role="list">
        {lines.map((line, place) => (
          <li key={line.id} className="history-line">
            <Choice line={line} name="from" says="From" chosen={place === (carried ? 0 : Math.min(1, lines.length - 1))} />
            <Choice line={line} name="to" says="To" chosen={place === 0 && !carried} />
            <OneText postId={postId} line={line} called={line.title === title ? null : line.title} />
          </li>
        ))}
      </ol>
      {days.map(({ was, given, at, by }) => (
        <p key={at.toISOString()} className="history-seen">
          Since <Moment at={at} precision="minute" /> it bears the date of <Moment at={given} />, not of <Moment at={was} />{by && `, which ${by} gave it`}.
        </p>
      ))}
      <div className="actions">
        <Button look="plain">Compare the two</Button>
        {older && (
          <Button look="text" name="before" value={older} formAction={historyPath(postId)}>
            Older ones
          </Button>
        )}
      </div>
    </form>
  )
}

function Choice({ line, name, says, chosen }: { line: Carried; name: 'from' | 'to'; says: string; chosen: boolean }) {
  return (
    <label className="history-choice">
      <input type="radio" name={name} value={line.id} defaultChecked={chosen} />
      <span className="visually-hidden">
        {says} <Moment at={line.savedAt} precision="minute" />
      </span>
    </label>
  )
}

/** The moment is what one looks for. @param called its title, where the essay has another one now */
function OneText({ postId, line, called }: { postId: string; line: HistoryLine; called: string | null }) {
  const { id, previousId, reason, isDraft, shown } = line
  const of = (
    <span className="visually-hidden">
      {' '}
      of <Moment at={line.savedAt} precision="minute" />
    </span>
  )
  return (
    <div>
      <p className="history-when">
        <Moment at={line.savedAt} precision="minute" />
      </p>
      <p className="history-says">
        <SayHow text={line} />
        {called !== null && (called ? `, called “${called}”` : ', without a title')}
      </p>
      {shown.map(({ from, until }) => (
        <p key={from.toISOString()} className="history-seen">
          {until ? 'Readers saw it from ' : 'Readers see it since '}
          <Moment at={from} precision="minute" />
          {until && <> to <Moment at={until} precision="minute" /></>}
        </p>
      ))}
      {isDraft && <p className="history-seen">This is the draft.</p>}
      {reason === 'aside' && <p className="history-says">Another text had been saved while it was written.</p>}
      <p className="history-ways">
        <a href={revisionPath(postId, id)}>Read{of}</a>
        {previousId && <a href={comparePath(postId, previousId, id)}>What changed{of}</a>}
        {reason === 'aside' && <a href={conflictPath(postId, id)}>Put it together with the draft{of}</a>}
      </p>
    </div>
  )
}
