// `prisma generate` looks for Prisma's native schema engine, which it never runs, and downloads it when it is missing.
// Any executable named here keeps it off the network. Migrations run the same engine as WebAssembly: scripts/schema-engine.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath
process.env.PRISMA_HIDE_UPDATE_MESSAGE ??= '1'
process.env.CHECKPOINT_DISABLE ??= '1'

import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
})
