// Plain JavaScript: for a file of types the framework loads its whole compiler, 100 MB of it, at every start.

import { readFile } from 'node:fs/promises'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // The same sources are the same build on every machine, so that pages of one go on with the scripts of another.
  generateBuildId: () => readFile(new URL('.cache/build-name', import.meta.url), 'utf8').catch(() => null),
  reactStrictMode: true,
  // Types are checked by `npm run typecheck` and the tests; a start must not wait for them.
  typescript: { ignoreBuildErrors: true },
  // Nothing that people give is fetched or transformed by Next (SAFETY.md, section 3).
  images: { unoptimized: true },
  // Rendered in worker threads or by native code: loaded by Node, not bundled.
  serverExternalPackages: ['@node-rs/argon2', '@prisma/adapter-pg', '@prisma/client', 'nodemailer', 'pg'],
  // What the head of a page says is in its head for everybody: nothing of a page comes late, to be put in by a script.
  htmlLimitedBots: /.*/,
  experimental: {
    authInterrupts: true,
    // The server counts first, and takes less than this in most places; see lib/http/read-body.ts.
    serverActions: { bodySizeLimit: '2560kb' },
  },
}

export default config
