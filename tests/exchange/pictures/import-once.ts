import { importMedia } from '#lib/exchange/pictures/import-media.ts'
import { readHosts } from '#lib/exchange/pictures/read-hosts.ts'
import { serverSource } from '#lib/exchange/pictures/server-source.ts'

// A run in a process of its own, so that a test can end it at any moment.

const hosts = await readHosts()
await importMedia({ source: serverSource({ hosts: hosts.pictures }, { privateToo: true }), hosts })
process.exit(0)
