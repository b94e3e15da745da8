import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

/** The app that the site is measured beside. It has the packages of the product and is no part of its build. */
export const straightforward = path.join(import.meta.dirname, 'straightforward')

export const nextProgram = path.join(import.meta.dirname, '../../../node_modules/next/dist/bin/next')

/** @throws Error with what the framework says, when it does not build */
export async function buildStraightforward(): Promise<void> {
  await promisify(execFile)(process.execPath, [nextProgram, 'build', straightforward], { env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } })
}
