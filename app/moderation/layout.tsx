import '#components/moderation/desk.css'
import '#components/moderation/desk-nav.css'
import '#components/moderation/desk-filter.css'
import '#components/moderation/queue-list.css'
import '#components/moderation/review-card.css'
import '#components/moderation/listed-card.css'
import '#components/moderation/verdicts.css'
import '#components/moderation/presence.css'
import '#components/moderation/item-context.css'
import '#components/moderation/recently-decided.css'
import '#components/moderation/key-help.css'
import '#components/moderation/decision-log.css'
import '#components/moderation/blind.css'
import '#components/moderation/log.css'
import '#components/moderation/bulk.css'
import type { ReactNode } from 'react'

/** The desk brings its own styles; readers never load them. */
export default function Layout({ children }: { children: ReactNode }) {
  return children
}
