import '#components/moderation/desk/desk.css'
import '#components/moderation/desk/desk-nav.css'
import '#components/moderation/desk/desk-filter.css'
import '#components/moderation/desk/queue-list.css'
import '#components/moderation/cards/review-card.css'
import '#components/moderation/cards/listed-card.css'
import '#components/moderation/decisions/verdicts.css'
import '#components/moderation/live/presence.css'
import '#components/moderation/cards/item-context.css'
import '#components/moderation/decisions/recently-decided.css'
import '#components/moderation/keys/key-help.css'
import '#components/moderation/log/decision-log.css'
import '#components/moderation/insights/blind.css'
import '#components/moderation/log/log.css'
import '#components/moderation/bulk/bulk.css'
import type { ReactNode } from 'react'

/** The desk brings its own styles; readers never load them. */
export default function Layout({ children }: { children: ReactNode }) {
  return children
}
