import { download } from '#app/_web/download.ts'
import { runCommand } from '#lib/command.ts'
import { exportLog } from '#lib/moderation/log/export-log.ts'
import type { ExportFormat } from '#lib/moderation/log/export-log.ts'
import { logFilter } from '#lib/moderation/log/log-filter.ts'
import { noteTaken } from '#lib/people/security/note-taken.ts'
import { done } from '#lib/refusal.ts'

const types: Record<ExportFormat, string> = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/jsonl; charset=utf-8' }

/** The log as a file, with the filter of the page that it is asked from. */
export function logDownload(format: ExportFormat) {
  return download({ least: 'moderator', from: ({ search }) => ({ path: `/moderation/log${search}`, name: 'The log' }) }, async ({ viewer, query }) => {
    const now = new Date()
    const exported = await exportLog(viewer, logFilter(Object.fromEntries(query)), format, now)
    if (!exported.ok) return exported
    const noted = await runCommand(noteTaken, viewer, { what: 'log' })
    if (!noted.ok) return noted
    return done({ fileName: `afterword-log-${now.toISOString().slice(0, 10)}.${format}`, type: types[format], parts: exported.value })
  })
}
