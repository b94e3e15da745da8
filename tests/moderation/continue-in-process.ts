import { closeDatabase } from '#lib/database.ts'
import { continueBulk } from '#lib/moderation/continue-bulk.ts'

// Another server process, as far as a bulk is concerned: node tests/moderation/continue-in-process.ts BULK

await continueBulk(process.argv[2] ?? '')
await closeDatabase()
