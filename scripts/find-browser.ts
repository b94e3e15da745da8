import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { Trouble } from '../lib/trouble.ts'
import { stage } from './progress.mjs'
import { isRoot } from './unprivileged-user.ts'

const run = promisify(execFile)
const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const installMinutes = 5

/**
 * A Chromium for the tests: the one of CHROME_PATH, of the system, or of Playwright; installed by what the machine offers
 * when there is none.
 * @returns the path of its program
 * @throws Trouble saying what to do when there is none and none could be installed
 */
export async function findBrowser(): Promise<string> {
  const found = await lookForBrowser()
  if (found) return found
  await stage('Installing a browser', install)
  const installed = await lookForBrowser()
  if (installed) return installed
  throw new Trouble('There is no browser for the tests. Install Chromium (on Debian: apt-get install chromium), or set CHROME_PATH to one.')
}

async function lookForBrowser(): Promise<string | undefined> {
  const given = process.env.CHROME_PATH
  if (given && !existsSync(given)) throw new Trouble(`CHROME_PATH names ${given}, which is not there. Correct it, or leave it empty.`)
  const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin')
  const onPath = programs.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return [given, ...onPath, mac, await playwrightBrowser()].find((file) => file && existsSync(file))
}

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

/** Whichever way works; that none did is seen when there still is no browser. */
async function install() {
  const options = { timeout: installMinutes * 60_000 }
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update'], { ...options, env }).catch(() => {})
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { ...options, env }).catch(() => {})
    if (await lookForBrowser()) return
  }
  const playwright = path.join(import.meta.dirname, '..', 'node_modules', '@playwright', 'test', 'cli.js')
  await run(process.execPath, [playwright, 'install', 'chromium'], options).catch(() => {})
}
