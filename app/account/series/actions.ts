'use server'

import { commandAction } from '#app/_web/action.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { moveInSeries } from '#lib/posts/series/move-in-series.ts'
import { removeFromSeries } from '#lib/posts/series/remove-from-series.ts'

export const beginSeries = commandAction(createSeries, {
  input: ({ title, description }) => ({ title, description }),
  message: 'The series is there. Readers see it once one of its essays is published.',
})

export const putIn = commandAction(addToSeries, { input: ({ seriesId, postId }) => ({ seriesId, postId }), message: ({ part }) => `It is part ${part} now.` })

export const move = commandAction(moveInSeries, { input: ({ seriesId, postId, direction }) => ({ seriesId, postId, direction }), message: ({ part }) => `It is part ${part} now.` })

export const takeOut = commandAction(removeFromSeries, { input: ({ seriesId, postId }) => ({ seriesId, postId }) })
