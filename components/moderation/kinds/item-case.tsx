import '#components/moderation/kinds/item-case.css'
import { Appeal } from '#components/moderation/kinds/appeal.tsx'
import { CommentEdit } from '#components/moderation/kinds/comment-edit.tsx'
import { Report } from '#components/moderation/kinds/report.tsx'
import { Resubmitted } from '#components/moderation/kinds/resubmitted.tsx'
import { SecondLook } from '#components/moderation/kinds/second-look.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'

type Props = { item: { id: string; kind: string; author: { name: string } }; facts: CaseFacts; answer: FormAction }

/** What a card shows of its item beside the text, by kind. */
export function ItemCase({ item, facts, answer }: Props) {
  switch (item.kind) {
    case 'comment_edit':
      return <CommentEdit facts={facts} writer={item.author.name} />
    case 'report':
      return <Report facts={facts} />
    case 'appeal':
      return <Appeal itemId={item.id} facts={facts} answer={answer} />
    case 'second_look':
      return <SecondLook itemId={item.id} facts={facts} answer={answer} />
    default:
      return <Resubmitted facts={facts} writer={item.author.name} />
  }
}
