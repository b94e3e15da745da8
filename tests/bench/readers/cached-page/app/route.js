import { readFileSync } from 'node:fs'

export const dynamic = 'force-static'

/** Read while the app is built; what is served is what the framework has kept of it. */
export function GET() {
  return new Response(readFileSync(process.env.KEPT_PAGE ?? ''), { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
