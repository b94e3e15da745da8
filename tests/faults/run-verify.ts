import { spawn } from 'node:child_process'
import path from 'node:path'
import { proofs } from './faults.ts'
import type { Findings } from './faults.ts'

const root = path.join(import.meta.dirname, '..', '..')

/** Runs `afterword verify` as an operator would: every invariant, worked out anew. */
export async function runVerify(database: string, findings: Findings): Promise<void> {
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'afterword.ts'), 'verify'], { cwd: root, env: { ...process.env, DATABASE_URL: database } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  const lines = said.split('\n')
  findings.count(proofs.verified)
  findings.count(proofs.invariants, lines.filter((line) => line.startsWith('ok ')).length)
  for (const line of lines.filter((each) => each.startsWith('FAIL'))) findings.fail(line)
  if (code !== 0 && !lines.some((line) => line.startsWith('FAIL'))) findings.fail(`verify ended with ${code}: ${said.slice(-300)}`)
}
