'use server'

import { commandAction } from '#app/_web/action.ts'
import { lockField } from '#lib/works/lock-field.ts'
import { mergeWorks } from '#lib/works/merge-works.ts'
import { partWorks } from '#lib/works/part-works.ts'
import { workPath } from '#lib/works/work-path.ts'

/** Says that a field is not to be changed for now, or that it can be changed again. */
export const lock = commandAction(lockField, { message: 'Done. It stands in the history of the page.' })

/** Makes one page of two that are about the same work. */
export const merge = commandAction(mergeWorks, { redirectTo: ({ slug }) => workPath(slug) })

/** Makes two pages again of what was merged. */
export const part = commandAction(partWorks, { redirectTo: ({ slug }) => workPath(slug) })
