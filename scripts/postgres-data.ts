import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { Trouble } from '../lib/trouble.ts'
import { spawnPostgres, type Server } from './postgres-process.ts'

const superuser = 'afterword'
const database = 'afterword'

/** Made under another name first, so that a `data` folder that exists is a whole one. */
export async function initialise(server: Server, throwaway: boolean) {
  const unfinished = path.join(server.folder, 'data.new')
  rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 })
  mkdirSync(unfinished, { mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile(server.folder), password, { mode: 0o600 })
  const handed = path.join(server.folder, 'password.new')
  writeFileSync(handed, password, { mode: 0o600 })
  if (server.user) for (const file of [unfinished, handed]) chownSync(file, server.user.uid, server.user.gid)
  try {
    await runInitdb(server, unfinished, handed, throwaway)
    renameSync(unfinished, server.data)
  } finally {
    rmSync(handed, { force: true })
  }
}

function passwordFile(folder: string) {
  return path.join(folder, 'password')
}

async function runInitdb(server: Server, folder: string, handedPassword: string, throwaway: boolean) {
  const passwordHandle = openSync(handedPassword, 'r')
  const args = [
    '--pgdata', server.user ? '/proc/self/cwd' : folder,
    '--pwfile', server.user ? '/proc/self/fd/3' : handedPassword,
    '--username', superuser,
    '--auth', 'scram-sha-256',
    '--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8',
    // Tests make thousands of connections, each of which repeats the work that makes guessing a password slow.
    ...(throwaway ? ['--no-sync', '--set', 'scram_iterations=1'] : []),
  ]
  try {
    const child = spawnPostgres(server, 'initdb', args, folder, ['ignore', 'ignore', 'pipe', passwordHandle])
    const endWithUs = () => void child.kill('SIGKILL')
    process.once('exit', endWithUs)
    const { code, output } = await finish(child)
    process.off('exit', endWithUs)
    if (code !== 0) throw new Trouble(`PostgreSQL could not make its folder ${folder}: ${lastLine(output)}`)
  } finally {
    closeSync(passwordHandle)
  }
}

function finish(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

function lastLine(text: string) {
  return text.trim().split('\n').at(-1) ?? ''
}

/** @throws Trouble when the data was made by another major version, which this one cannot read */
export function checkVersion(server: Server) {
  const made = readFileSync(path.join(server.data, 'PG_VERSION'), 'utf8').trim()
  const share = readFileSync(path.join(server.binaries, 'share', 'postgresql', 'postgres.bki'), 'utf8').slice(0, 40)
  const ours = /PostgreSQL (\d+)/.exec(share)?.[1]
  if (ours === undefined || ours === made) return
  throw new Trouble(
    `${server.data} was made by PostgreSQL ${made} and this is ${ours}. Export with the Afterword that made it, then import here.`,
  )
}

/** The address of a folder's database when its server listens on `port`; it holds the password. */
export function addressOf(folder: string, port: number) {
  const password = readFileSync(passwordFile(folder), 'utf8').trim()
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`
}

/** Makes the database on its server when it is missing. */
export async function makeDatabase(url: string) {
  await onServer(url, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database}`)
  })
}

/** Throws everything in a database of an embedded server away. */
export async function remakeDatabase(url: string) {
  await onServer(url, async (client) => {
    const name = client.escapeIdentifier(new URL(url).pathname.slice(1))
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name}`)
  })
}

async function onServer(url: string, work: (client: pg.Client) => Promise<void>) {
  const server = new URL(url)
  server.pathname = '/postgres'
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
