import path from 'node:path'
import type { NextConfig } from 'next'

const config: NextConfig = {
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@prisma/adapter-pg', '@prisma/client', 'pg'],
  // The packages and the generated client are those of the product.
  turbopack: { root: path.join(import.meta.dirname, '../../../..') },
}

export default config
