import type { ServerResponse } from 'node:http'
import path from 'node:path'
import { readReadiness } from './readiness.ts'

const migrations = path.resolve('prisma', 'migrations')

/** `/healthz`: the process lives. */
export function answerAlive(response: ServerResponse) {
  answerJson(response, 200, { alive: true })
}

/** `/readyz`: it can serve, and goes on doing so. Says what is missing when it cannot. */
export async function answerReadiness(response: ServerResponse, stopping: boolean) {
  const readiness = await readReadiness(migrations)
  const ready = readiness.ready && !stopping
  answerJson(response, ready ? 200 : 503, { ...readiness, ready })
}

function answerJson(response: ServerResponse, status: number, value: unknown) {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify(value))
}
