import { closeDatabase } from '#lib/database.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'

// Another server process, as far as a bulk is concerned: node tests/moderation/bulk/continue-in-process.ts BULK

await continueBulk(process.argv[2] ?? '')
await closeDatabase()
