'use server'

import { commandAction } from '#app/_web/action.ts'
import { resumeBulk } from '#lib/moderation/bulk/resume-bulk.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { stopBulk } from '#lib/moderation/bulk/stop-bulk.ts'
import { undoBulk } from '#lib/moderation/bulk/undo-bulk.ts'

/** A ticked box is named after its item and holds the version that was seen; `kept-` was ticked on a page that was refused. */
export const startBulkAction = commandAction(startBulk, {
  input: ({ action, reasonCode = '', reasonNote = '', groupBy, groupIs, upTo, ...fields }) => ({
    action, reasonCode, reasonNote,
    items: Object.entries(fields).flatMap(([name, version]) => {
      const itemId = /^(?:item|kept)-(.+)$/.exec(name)?.[1]
      return itemId ? [{ itemId, version }] : []
    }),
    group: groupBy ? { by: groupBy, is: groupIs, upTo } : null,
  }),
  redirectTo: ({ bulkId }) => `/moderation/bulk/${bulkId}`,
})

export const stopBulkAction = commandAction(stopBulk, { input: ({ bulkId }) => ({ bulkId }), redirectTo: ({ bulkId }) => `/moderation/bulk/${bulkId}` })

export const resumeBulkAction = commandAction(resumeBulk, { input: ({ bulkId }) => ({ bulkId }), redirectTo: ({ bulkId }) => `/moderation/bulk/${bulkId}` })

export const undoBulkAction = commandAction(undoBulk, { input: ({ bulkId }) => ({ bulkId }), redirectTo: ({ bulkId }) => `/moderation/bulk/${bulkId}` })
