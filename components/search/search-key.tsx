'use client'

import { useEffect } from 'react'
import { focusSearch } from '#components/search/focus-search.ts'

/** Lets `/` lead to the search. Draws nothing. */
export function SearchKey() {
  useEffect(() => focusSearch(document), [])
  return null
}
