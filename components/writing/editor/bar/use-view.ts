import { useEffect } from 'react'
import type { View } from './view-choice.tsx'

/** Where the preview stands is said on the page itself: what is around the form makes room. */
export function useView(view: View): void {
  useEffect(() => {
    document.documentElement.dataset.writing = view
    return () => {
      delete document.documentElement.dataset.writing
    }
  }, [view])
}
