import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { sessionSecret } from '#app/_web/session.ts'
import { AddressState } from '#components/people/address-state.tsx'
import { MeasureNotice } from '#components/people/measure-notice.tsx'
import { NewPasswordForm } from '#components/people/new-password-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { OwnNameNotice } from '#components/people/own-name-notice.tsx'
import { ProfileForm } from '#components/people/profile-form.tsx'
import { SessionList } from '#components/people/session-list.tsx'
import { SignInList } from '#components/people/sign-in-list.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readOwnName } from '#lib/moderation/names/read-own-name.ts'
import { readAccount } from '#lib/people/read-account.ts'
import { readOwnSignIns } from '#lib/people/security/read-security-log.ts'
import { readPerson } from '#lib/posts/read-person.ts'
import { hasRole } from '#lib/viewer.ts'
import { savePassword, saveProfile, sendProofAgain, signOutEverywhere, signOutThere, takeBackName } from './actions.ts'

export const metadata: Metadata = { title: 'Your account', robots: { index: false } }

/** The own account: what others read, the address, the password, and where one is signed in. */
export default async function Page() {
  const viewer = await requireViewer()
  const account = await readAccount(viewer.id, await sessionSecret(), new Date())
  const [shown, ownName, signIns] = await Promise.all([readPerson(account.handle, undefined), readOwnName(viewer), readOwnSignIns(viewer)])
  return (
    <SitePage viewer={viewer} path="/account">
      <div className="column-narrow door">
        <h1 className="page-title">Your account</h1>
        <p className="meta">
          {shown ? <a href={`/people/${account.handle}`}>@{account.handle}</a> : `@${account.handle}`}, {account.role}
        </p>
        <MeasureNotice measures={account.measures} />

        <p>
          <a href="/account/comments">Your comments</a>, with what became of each
        </p>

        <p>
          <a href="/account/proposals">Your proposals</a>: what you suggested for works
        </p>

        <p>
          <a href="/write">{hasRole(viewer, 'author') ? 'Your essays' : 'Write an essay'}</a>
          {!hasRole(viewer, 'author') && ', which a moderator reads before it is published'}
        </p>

        <p>
          <a href="/account/notices">Notices and mail</a>: what you follow, whom you mute, and what comes by mail
        </p>

        <p>
          <a href="/account/reading">What you want to see</a>: texts that name a topic, shown, folded or left out of lists
        </p>

        {hasRole(viewer, 'author') && (
          <p>
            <a href="/account/series">Your series</a>: essays that belong together, in their order
          </p>
        )}

        <h2 className="section-title">What others read about you</h2>
        {ownName && <OwnNameNotice asked={ownName} name={account.name} takeBack={takeBackName} />}
        <ProfileForm action={saveProfile} profile={account} asked={ownName?.state === 'waits' ? ownName.name : null} />

        <h2 className="section-title">E-mail address</h2>
        <AddressState account={account} action={sendProofAgain} />

        <h2 className="section-title">Password</h2>
        {!account.hasPassword && <p>You have no password. You can sign in by a link, or choose a password here.</p>}
        <NewPasswordForm action={savePassword} handle={account.handle} needsPresent={account.needsPresentPassword} />

        <h2 className="section-title" id="signed-in">
          Where you are signed in
        </h2>
        <SessionList sessions={account.sessions} signOut={signOutThere} />
        <PressForm action={signOutEverywhere} look="plain" pending="Signing out …">
          Sign out everywhere
        </PressForm>
        {signIns.length > 0 && (
          <>
            <h3>Who came in of late, or tried to</h3>
            <SignInList events={signIns} />
            <p>Was one who came in not you? Choose a new password: it signs out every other browser.</p>
          </>
        )}

        <h2 className="section-title">Your data, and leaving</h2>
        <p>
          <a href="/account/data">
            Download your data
          </a>{' '}
          as one file for programs, or{' '}
          <a href="/account/texts">
            what you wrote
          </a>{' '}
          as a text to be read
        </p>
        <p>
          <a href="/account/delete">Delete your account</a>, after reading what that does
        </p>
      </div>
    </SitePage>
  )
}
