import { AnsweringForm } from '#components/people/answering-form.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { linePath } from '#components/writing/publishing/publishing-line.tsx'
import type { PublishingActions } from '#components/writing/publishing/publishing-page.tsx'
import { sayDay, sayMinute } from '#components/ui/moment.tsx'
import { linkDays } from '#lib/posts/publishing/link-days.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

type Props = { post: Pick<Publishing, 'id' | 'links'>; origin: string; actions: Pick<PublishingActions, 'makeLink' | 'endLink'> }

/** Secret links to the draft: those that hold, and one more. */
export function LinkForms({ post: { id, links }, origin, actions }: Props) {
  const options = linkDays.map((days) => ({ value: String(days), label: `${days} days` }))
  return (
    <>
      {links.length > 0 && (
        <ul className="publishing-each" role="list">
          {links.map((link, index) => (
            <li key={link.id}>
              <span>
                <a className="publishing-link" href={link.path} rel="nofollow">
                  {origin + link.path}
                </a>
                <span className="publishing-quiet">
                  Made {link.by && `by ${link.by} `}on {sayDay(link.since)}, ends on {sayDay(link.until)}. {link.opened ? `Last opened on ${sayMinute(link.opened)}.` : 'Not opened yet.'}
                </span>
              </span>
              <PressForm action={actions.endLink} fields={{ linkId: link.id }} of={`link ${index + 1}`} look="text" pending="Ending it …" here={linePath(id, 'links', link.id)}>
                End it
              </PressForm>
            </li>
          ))}
        </ul>
      )}
      <AnsweringForm
        action={actions.makeLink} hidden={{ postId: id }} button="Make a secret link" look="plain" pending="Making it …" here={linePath(id, 'links')}
        fields={[{ kind: 'choice', name: 'days', label: 'Holds for', required: true, options, defaultValue: '30', help: 'Whoever has it reads the draft as it is at that moment, without an account. It ends on its day, when one of its authors ends it, and when you are not among them any more or delete your account.' }]}
      />
    </>
  )
}
