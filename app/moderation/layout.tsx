import '#components/moderation/desk.css'
import type { ReactNode } from 'react'

/** The desk brings its own styles; readers never load them. */
export default function Layout({ children }: { children: ReactNode }) {
  return children
}
