// Installs what package-lock.json names and node_modules lacks. Runs on Node 20 with nothing installed.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { withFolder } from './folder-lock.mjs'
import { stage } from './progress.mjs'

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Brings node_modules to what package-lock.json says; does nothing when it already is.
 * @param {string} root the folder of package.json
 * @returns {Promise<boolean>} whether anything was installed
 * @throws Error with one line for the terminal
 */
export async function installPackages(root) {
  if (isInstalled(root)) return false
  return withFolder(root, 'install', async () => {
    if (isInstalled(root)) return true
    await stage('Installing packages', () => runNpm(root))
    if (isInstalled(root)) return true
    throw new Error('npm ci ended well but packages are missing. Remove node_modules and try again.')
  })
}

/** @param {string} root */
function isInstalled(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const present = readPackages(path.join(root, 'node_modules', '.package-lock.json'))
  return Object.entries(wanted).every(
    ([place, entry]) => !place.startsWith('node_modules/') || !isNeededHere(entry) || present[place]?.version === entry.version,
  )
}

/**
 * @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockEntry
 * @param {string} file
 * @returns {Record<string, LockEntry>}
 */
function readPackages(file) {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).packages ?? {}) : {}
}

/**
 * Packages for other machines are in the lock file too; an optional one that names no machine may fail to install.
 * @param {LockEntry} entry
 */
function isNeededHere(entry) {
  if (!entry.optional) return true
  const { os, cpu, libc } = entry
  return Boolean(os && cpu) && allows(os, process.platform) && allows(cpu, process.arch) && allows(libc, cLibrary())
}

/** @param {string[] | undefined} list @param {string} value */
function allows(list, value) {
  return !list || list.includes(value)
}

/** @type {string | undefined} */
let library

/** Node tells it in a long report about itself, for which it would also ask the names of all that it is connected with. */
function cLibrary() {
  if (library) return library
  if (process.report) process.report.excludeNetwork = true
  const report = process.report?.getReport()
  const header = typeof report === 'object' ? report.header : undefined
  library = header?.glibcVersionRuntime ? 'glibc' : 'musl'
  return library
}

/**
 * `npm ci`; or `npm install`, which obeys the lock file as well, where npm 11 calls the lock file incomplete only because
 * the registry does not carry the packages of other machines.
 * @param {string} root
 */
async function runNpm(root) {
  const first = await npm(root, ['ci'])
  if (first.code === 0) return
  const second = first.output.includes('EUSAGE') ? await npm(root, ['install', '--no-save']) : first
  if (second.code !== 0) throw new Error(explain(second.output))
}

/**
 * @param {string} root @param {string[]} command
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function npm(root, command) {
  const [program = 'npm', ...before] = npmProgram()
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  const child = spawn(program, [...before, ...command, ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const interrupt = () => {
    child.kill('SIGTERM')
    process.exit(130)
  }
  for (const signal of signals) process.on(signal, interrupt)
  return new Promise((resolve, reject) => {
    child.once('exit', () => signals.forEach((signal) => process.off(signal, interrupt)))
    child.once('error', (error) => reject(new Error(`npm could not be run (${error.message}). Install Node.js with npm.`)))
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** The npm that runs us, with the Node that runs it: the one in node_modules is about to be replaced. */
function npmProgram() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env
  return script?.endsWith('npm-cli.js') ? [node ?? process.execPath, script] : ['npm']
}

/** @param {string} output */
function explain(output) {
  const lines = output.trim().split('\n').filter((line) => !/complete log of this run|_logs/.test(line))
  return `The packages could not be installed; npm says:\n${lines.slice(-8).join('\n')}`
}
