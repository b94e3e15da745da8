import '#components/proposals/proposed-changes.css'
import { SourceLine } from '#components/proposals/source-line.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import { compareTexts } from '#lib/compare-texts.ts'
import type { ProposedChange } from '#lib/moderation/proposals/proposal-facts.ts'

/** Longer values are told apart by words; of short ones both are shown whole. */
const long = 80

/** Fact by fact: what stood there, what is to stand there, where it is from, and what became of it meanwhile. */
export function ProposedChanges({ changes, open }: { changes: ProposedChange[]; /** It can still become part of the work. */ open: boolean }) {
  return (
    <dl className="proposal-changes">
      {changes.map((change) => (
        <div key={change.key} data-fit={open ? change.fit : undefined}>
          <dt>{change.label}</dt>
          <dd data-passage={change.now}>
            <Change change={change} />
            <SourceLine change={change} />
            {open && <Beside change={change} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Change({ change: { was, now } }: { change: ProposedChange }) {
  if (was === now) return <p>{now}</p>
  if (was && now && was.length + now.length > long) return <TextChanges parts={compareTexts(was, now)} />
  return (
    <p className="proposal-sides">
      {was && (
        <del>
          <span className="visually-hidden">Was: </span>
          {was}
        </del>
      )}{' '}
      {now ? (
        <ins>
          <span className="visually-hidden">{was ? 'Shall be: ' : 'New: '}</span>
          {now}
        </ins>
      ) : (
        <span className="meta">is taken out</span>
      )}
    </p>
  )
}

/** How it stands to the facts as they are now; nothing where it fits them. */
function Beside({ change: { fit, present, locked } }: { change: ProposedChange }) {
  return (
    <>
      {fit === 'stale' && <p className="proposal-note">{present ? <>Changed since: the page says “{present}” now.</> : 'Changed since: this is not on the page any more.'} Approving leaves it as it is.</p>}
      {fit === 'already' && <p className="proposal-note">The page says so already.</p>}
      {locked && <p className="proposal-note">Locked: {locked}</p>}
    </>
  )
}
