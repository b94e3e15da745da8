// From whatever Node the machine has to the product's own: installs packages, which bring Node 24, and runs a program with it.

import { spawn } from 'node:child_process'
import { existsSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { installPackages } from './install.mjs'
import { showProgressOn, step } from './progress.mjs'

const root = path.join(import.meta.dirname, '..')

/**
 * Installs what is missing and runs one of our TypeScript programs with the arguments of this process.
 * Ends this process with the program's exit code.
 * @param {string} program its path from the folder of package.json
 * @param {NodeJS.WriteStream} progress where the installation shows itself
 */
export async function launch(program, progress = process.stdout) {
  try {
    showProgressOn(progress)
    process.chdir(root)
    followNpm()
    keepCompiled()
    const changed = await step('packages', () => installPackages(root))
    const node = findNode()
    if (!changed && isThisProcess(node)) await step('imports', () => import(pathToFileURL(path.join(root, program)).href))
    else run(node, program)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

/**
 * npm passes signals on, but not its own violent end: then we are given another parent, and end as if we were asked to.
 * (The `exec` in package.json makes npm our parent; a shell between us would keep the signals to itself.)
 */
function followNpm() {
  const parent = process.ppid
  if (!process.env.npm_lifecycle_event) return
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref()
}

/**
 * What is compiled once is kept beside the build for the next start, in this process and in those that it starts: reading it back takes
 * a third of the time. Node 20 cannot, and needs it for nothing.
 */
function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= path.join(root, '.cache', 'compiled')
  module.enableCompileCache?.()
}

function findNode() {
  const own = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(own)) return linkNode(realpathSync(own))
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(`Afterword brings no Node.js for ${process.platform} ${process.arch}. Install Node.js 24 and try again.`)
}

/**
 * So that `node` is this one in every npm script. npm 10 forgets it: when it drops the package for the other processor, it
 * removes the link of that name as well.
 * @param {string} node
 */
function linkNode(node) {
  const link = path.join(root, 'node_modules', '.bin', 'node')
  if (existsSync(link)) return node
  try {
    rmSync(link, { force: true })
    symlinkSync(path.relative(path.dirname(link), node), link)
  } catch {
    // The packages belong to somebody else. We know the way without the link.
  }
  return node
}

/** @param {string} node */
function isThisProcess(node) {
  return realpathSync(process.execPath) === node
}

/**
 * The terminal sends Ctrl-C to us and to the program alike, npm may send it again: the program counts it once.
 * The channel between us tells the program when this process is killed.
 * @param {string} node @param {string} program
 */
function run(node, program) {
  const follow = new URL('follow-parent.mjs', import.meta.url).href
  const child = spawn(node, ['--import', follow, program, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, AFTERWORD_FOLLOWS: String(process.pid) },
  })
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => process.exit(code ?? 1))
  child.once('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
}
