import path from 'node:path'

/** @type {import('next').NextConfig} */
const config = {
  // The packages are those of the product.
  turbopack: { root: path.join(import.meta.dirname, '../../../..') },
}

export default config
