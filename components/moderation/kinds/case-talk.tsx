import { CaseForm } from '#components/moderation/kinds/case-form.tsx'
import { EarlierLines } from '#components/moderation/kinds/earlier-lines.tsx'
import { PersonLink } from '#components/moderation/kinds/person-link.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'

type Props = { itemId: string; facts: CaseFacts; answer: FormAction; readers: string }

/** What was said in a case last, oldest first, and the place to say something. */
export function CaseTalk({ itemId, facts: { messages, messageCount, mayAnswer, mayAnswerTheTeam }, answer, readers }: Props) {
  return (
    <>
      <EarlierLines count={messageCount - messages.length} of="message" />
      <ol className="case-lines" role="list">
        {messages.map(({ id, by, body, teamOnly, at }) => (
          <li key={id}>
            <p className="meta">
              <PersonLink person={by} />, <Moment at={at} precision="minute" />
              {teamOnly && ' · for the team alone'}
            </p>
            <p className="case-words">{body}</p>
          </li>
        ))}
      </ol>
      {mayAnswer && <CaseForm action={answer} itemId={itemId} readers={readers} withTeam={mayAnswerTheTeam} here={`/moderation?item=${itemId}`} />}
    </>
  )
}
