import { GuestEssay } from '#components/moderation/kinds/guest-essay.tsx'
import { NameChange } from '#components/moderation/kinds/name-change.tsx'
import { ProposalChanges } from '#components/moderation/kinds/proposal-changes.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'

type Props = {
  item: QueueItem
  /** Its text, with what rules speak of marked. */
  html: string
  className: string
}

/** What is to be judged, as those see it who would: a text, two names, or facts. */
export function JudgedText({ item, html, className }: Props) {
  if (item.proposal) return <ProposalChanges item={item} proposal={item.proposal} />
  if (item.essay) return <GuestEssay essay={item.essay} html={html} />
  if (item.kind === 'name') return <NameChange item={item} html={html} />
  return <StoredHtml className={className} html={html} />
}
