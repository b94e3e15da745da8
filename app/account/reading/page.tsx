import '#components/comments/own-texts.css'
import '#components/people/door.css'
import type { Metadata } from 'next'
import { currentViewer } from '#app/_web/viewer.ts'
import { AnsweringForm } from '#components/people/answering-form.tsx'
import { ReadingHere } from '#components/posts/reading-here.tsx'
import { readingFields } from '#components/posts/reading-fields.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { readReadingChoices } from '#lib/accounts/read-reading-choices.ts'
import { isSignedIn } from '#lib/viewer.ts'
import { saveReading } from './actions.ts'

export const metadata: Metadata = { title: 'What you want to see', robots: { index: false } }

/** What happens to texts whose authors name a topic: for people with an account everywhere, for all others in this browser. */
export default async function Page() {
  const viewer = await currentViewer()
  const signedIn = isSignedIn(viewer)
  return (
    <SitePage viewer={viewer} path="/account/reading">
      <div className="column-narrow door">
        <h1 className="page-title">What you want to see</h1>
        <p>
          Authors name what is in their essays, and it stands above every text, whatever you choose here. What is folded opens when you ask for it.
          {signedIn && ' What is left out stands in no list, search or quotation; each list says how many it leaves out.'}
        </p>
        {signedIn ? (
          <AnsweringForm action={saveReading} fields={readingFields(await readReadingChoices(viewer))} button="Save" pending="Saving …" />
        ) : (
          <ReadingHere />
        )}
        {signedIn && (
          <p className="case-back">
            <a href="/account">Your account</a>
          </p>
        )}
      </div>
    </SitePage>
  )
}
