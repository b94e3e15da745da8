import { AnsweringForm } from '#components/people/answering-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import type { PublishingActions } from '#components/writing/publishing/publishing-page.tsx'
import { sayDay } from '#components/ui/moment.tsx'
import { linkDays } from '#lib/posts/publishing/link-days.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

type Props = { post: Pick<Publishing, 'id' | 'links'>; origin: string; actions: Pick<PublishingActions, 'makeLink' | 'endLink'> }

/** Secret links to the draft: those that hold, and one more. */
export function LinkForms({ post: { id, links }, origin, actions }: Props) {
  const options = linkDays.map((days) => ({ value: String(days), label: `${days} days` }))
  return (
    <>
      {links.length > 0 && (
        <ul className="publishing-lines" role="list">
          {links.map((link, index) => (
            <li key={link.id}>
              <span>
                <a className="publishing-link" href={link.path} rel="nofollow">
                  {origin + link.path}
                </a>
                <span className="publishing-quiet">
                  holds until {sayDay(link.until)}{link.by && `, made by ${link.by}`}
                </span>
              </span>
              <PressForm action={actions.endLink} fields={{ linkId: link.id }} of={`link ${index + 1}`} look="text" pending="Ending it …">
                End it
              </PressForm>
            </li>
          ))}
        </ul>
      )}
      <AnsweringForm
        action={actions.makeLink} hidden={{ postId: id }} button="Make a secret link" look="plain" pending="Making it …"
        fields={[{ kind: 'choice', name: 'days', label: 'Holds for', required: true, options, defaultValue: '30', help: 'Whoever has it reads the draft as it is at that moment, without an account.' }]}
      />
    </>
  )
}
