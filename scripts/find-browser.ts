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

/** Chromium without windows. One that has them takes a quarter more of the processor, to draw what nobody sees. */
const shell = { program: '/usr/lib/chromium/chromium-headless-shell', of: '/usr/bin/chromium', installMinutes: 2 }

/**
 * A Chromium for the tests: the one of CHROME_PATH, of the system, or of Playwright; installed by what the machine offers
 * when there is none. Where it is Debian's, the one without windows that belongs to it.
 * @returns the path of its program
 * @throws Trouble saying what to do when there is none and none could be installed
 */
export async function findBrowser(): Promise<string> {
  const found = await lookForBrowser()
  if (found) return (await findShell(found)) ?? found
  await stage('Installing a browser', install)
  const installed = await lookForBrowser()
  if (installed) return (await findShell(installed)) ?? installed
  throw new Trouble('There is no browser for the tests. Install Chromium (on Debian: apt-get install chromium), or set CHROME_PATH to one.')
}

/** Installed where we may. Without it everything takes longer and is the same, so nobody is told. */
async function findShell(browser: string): Promise<string | undefined> {
  if (browser !== shell.of || process.env.CHROME_PATH) return undefined
  if (!existsSync(shell.program) && isRoot) await installShell()
  return existsSync(shell.program) && (await shellRuns()) ? shell.program : undefined
}

/** Of the very version that is there already, so that nothing else of the machine changes. */
async function installShell() {
  try {
    const { stdout: version } = await run('dpkg-query', ['-W', '-f', '${Version}', 'chromium-common'])
    const install = ['install', '-y', '--no-install-recommends', '--no-upgrade', `chromium-headless-shell=${version}`]
    const options = { timeout: shell.installMinutes * 60_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    await run('apt-get', install, options).catch(async () => {
      await run('apt-get', ['update'], options)
      await run('apt-get', install, options)
    })
  } catch {
    // There is none of that version, or no network.
  }
}

async function shellRuns(): Promise<boolean> {
  const { stdout } = await run(shell.program, ['--no-sandbox', '--dump-dom', 'about:blank'], { timeout: 30_000 }).catch(() => ({ stdout: '' }))
  return stdout.includes('<html>')
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
