import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { BlindAnswerCard } from '#components/moderation/insights/blind-answer-card.tsx'
import { BlindTextCard } from '#components/moderation/insights/blind-text-card.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readBlindAnswer, readBlindText } from '#lib/moderation/insights/read-blind.ts'
import { ask, doubt, say } from './actions.ts'

export const metadata: Metadata = { title: 'Blind reading' }

/** A text to be judged without knowing how it was decided, and afterwards how it was. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('moderator')
  const read = single((await searchParams).read) ?? ''
  const answer = read ? await readBlindAnswer(viewer, read) : null
  const text = answer ? null : await readBlindText(viewer)
  if (answer?.ok === false || text?.ok === false) notFound()
  // It belongs to the insights, and is marked so above the page.
  return (
    <SitePage viewer={viewer} path="/moderation/insights/blind">
      <div className="blind">
        <header className="desk-head">
          <h1>Blind reading</h1>
          <p className="meta">
            A text that somebody else decided. What you say changes nothing about it; it shows how far we agree. <a href="/moderation/insights#agreement">How far that is</a>
          </p>
        </header>
        {answer && <BlindAnswerCard answer={answer.value} doubt={doubt} />}
        {text?.value ? <BlindTextCard text={text.value} say={say} /> : <Next action={ask} first={!answer} />}
      </div>
    </SitePage>
  )
}

function Next({ action, first }: { action: typeof ask; first: boolean }) {
  return (
    <PressForm action={action} look={first ? 'strong' : 'plain'} pending="Looking for one …">
      {first ? 'Show me a text' : 'Show me another'}
    </PressForm>
  )
}
