'use client'

import './globals.css'
import Failure from './error.tsx'

/** Stands in for the whole document when even the layout failed. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <Failure {...props} />
      </body>
    </html>
  )
}
