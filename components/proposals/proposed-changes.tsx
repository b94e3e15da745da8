import '#components/proposals/proposed-changes.css'
import { ChangeList } from '#components/works/change-list.tsx'
import type { ProposedChange } from '#lib/moderation/proposals/proposal-facts.ts'

/** Fact by fact, what is proposed, and what became of it meanwhile. */
export function ProposedChanges({ changes, open }: { changes: ProposedChange[]; /** It can still become part of the work. */ open: boolean }) {
  return <ChangeList changes={changes} {...(open && { beside: (change: ProposedChange) => <Beside change={change} /> })} />
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
