type Props = {
  handle: string
  /** Comments of theirs that readers see, and that wait. */
  published: number
  waiting: number
  /** Essays of theirs alone that readers see. */
  essays: number
}

/** What deleting an account does, in plain words, before it is done. */
export function WhatLeaves({ handle, published, waiting, essays }: Props) {
  return (
    <>
      <p>Nobody can undo this. You may want to take your data along first.</p>
      <p>
        <a href="/account/data">
          Download your data
        </a>
      </p>
      <ul className="plain-lines what-leaves">
        {published > 0 && (
          <li>
            {published === 1 ? 'Your published comment stays' : `Your ${published} published comments stay`}, so that the replies make sense, under the name “Somebody who
            has left”. What is to go as well, you can take back first, in <a href="/account/comments">your comments</a>.
          </li>
        )}
        {essays > 0 && <li>{essays === 1 ? 'Your essay stays' : `Your ${essays} essays stay`} without your name, or {essays === 1 ? 'is' : 'are'} taken down, as you choose below.</li>}
        {waiting > 0 && <li>{waiting === 1 ? 'One text that waits is taken back' : `${waiting} texts that wait are taken back`} and will be read by nobody.</li>}
        <li>Your name, the handle @{handle}, your address, biography, pronouns and website leave every page, feed and search at once.</li>
        <li>Your sessions, drafts, notices and what you follow are deleted, and no mail goes to you any more.</li>
        <li>What you wrote for essays and readers never saw is erased, unless somebody else is an author of the essay too.</li>
        <li>The handle is given to nobody else. You may make a new account with the same address.</li>
        <li>What moderators decided stays in their log, without your name. A measure that is in force waits for a new account with your address.</li>
      </ul>
    </>
  )
}
