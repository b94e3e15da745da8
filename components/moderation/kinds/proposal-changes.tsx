import '#components/moderation/kinds/proposal-changes.css'
import { SourceLine } from '#components/moderation/kinds/source-line.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import { compareTexts } from '#lib/compare-texts.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'
import type { ProposalFacts, ProposedChange } from '#lib/moderation/proposals/proposal-facts.ts'

/** Longer values are told apart by words; of short ones both are shown whole. */
const long = 80

/** What a proposal changes, fact by fact: what stood there, what is to stand there, where it is from, and what became of it meanwhile. */
export function ProposalChanges({ item, proposal }: { item: Pick<QueueItem, 'id' | 'subject'>; proposal: ProposalFacts }) {
  const done = item.subject.state === 'published'
  return (
    <div className="proposal" role="group" aria-labelledby={`proposal-${item.id}`}>
      <h3 id={`proposal-${item.id}`}>
        {proposal.isNew ? 'A new work: ' : 'For '}
        {proposal.slug ? <a href={`/works/${proposal.slug}`}>{proposal.title}</a> : proposal.title}
      </h3>
      {proposal.isOld && <p className="proposal-old">{sayOld(proposal)}</p>}
      <dl className="proposal-changes">
        {proposal.changes.map((change) => (
          <div key={change.key} data-fit={done ? undefined : change.fit}>
            <dt>{change.label}</dt>
            <dd data-passage={change.now}>
              <Change change={change} />
              <SourceLine change={change} />
              {!done && <Beside change={change} />}
            </dd>
          </div>
        ))}
      </dl>
      {proposal.comment && (
        <>
          <p className="meta">What the proposer says to it</p>
          <blockquote className="proposal-comment">{proposal.comment}</blockquote>
        </>
      )}
    </div>
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

/** What approving would do to a proposal that was made for other facts. */
function sayOld({ changes }: ProposalFacts): string {
  const fitting = changes.filter(({ fit }) => fit === 'fits').length
  if (fitting === changes.length) return 'The work was changed after this was written. All of it still fits.'
  if (fitting === 0) return 'The work was changed after this was written, and nothing of it fits any more: it cannot be approved.'
  return `The work was changed after this was written. ${fitting} of ${changes.length} changes still fit; approving makes those.`
}
