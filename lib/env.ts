import { existsSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Trouble } from '#lib/trouble.ts'

const whole = (least: number, most: number) => z.coerce.number('must be a whole number').int('must be a whole number').min(least, `is at least ${least}`).max(most, `is at most ${most}`)
const origin = z.url({ protocol: /^https?$/, message: 'must be an address such as https://example.org' })
const database = z.url({ protocol: /^postgres(ql)?$/, message: 'must begin with postgresql://' })
const mail = z.url({ protocol: /^smtps?$/, message: 'must begin with smtp:// or smtps://' })
const store = z.url({ protocol: /^https?$/, message: 'must be an address such as https://s3.example.org' })
const bucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
const secret = z.string().min(32, 'must have at least 32 characters')

/** Every setting there is. `.env.example` says what each is for, and a test holds the two together. */
const schema = z.object({
  PORT: whole(1, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  AFTERWORD_ORIGIN: origin.transform((value) => new URL(value).origin).optional(),
  DATABASE_URL: database.optional(),
  DATABASE_REPLICA_URL: database.optional(),
  AFTERWORD_DATA: z.string().default('./.data').transform((folder) => path.resolve(folder)),
  AFTERWORD_DEMO: z.enum(['0', '1'], 'must be 1, 0 or empty').optional(),
  AUTH_SECRET: secret.optional(),
  DRAIN_SECONDS: whole(0, 300).default(0),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug'], 'must be silent, error, warn, info or debug').optional(),
  SMTP_URL: mail.optional(),
  MAIL_FROM: z.string().includes('@', 'must hold an e-mail address').default('Afterword <afterword@localhost>'),
  AUTH_GITHUB_ID: z.string().optional(),
  AUTH_GITHUB_SECRET: z.string().optional(),
  AUTH_GOOGLE_ID: z.string().optional(),
  AUTH_GOOGLE_SECRET: z.string().optional(),
  S3_ENDPOINT: store.optional(),
  S3_BUCKET: bucket.optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
})

/** What the person who runs Afterword has set, with the defaults filled in. */
export type Settings = z.infer<typeof schema> & { AFTERWORD_ORIGIN: string }

/** The settings of a process that serves: `npm start` has found the database and made the secret. */
export type Env = Settings & { DATABASE_URL: string; AUTH_SECRET: string }

export const settingNames = Object.keys(schema.shape)

/**
 * Reads and checks settings; an empty one counts as not set.
 * @throws Trouble naming the setting that is wrong; its value is not repeated, it may be a secret
 */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(settingNames.map((name) => [name, source[name]?.trim() || undefined]))
  const result = schema.safeParse(given)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new Trouble(`${issue?.path.join('.')} ${issue?.message}. See .env.example.`)
  }
  if (given.DATABASE_REPLICA_URL && !given.DATABASE_URL) throw new Trouble('DATABASE_URL is missing: DATABASE_REPLICA_URL names a replica of the database that it names.')
  refuseHalf(given, ['AUTH_GITHUB_ID', 'AUTH_GITHUB_SECRET'])
  refuseHalf(given, ['AUTH_GOOGLE_ID', 'AUTH_GOOGLE_SECRET'])
  refuseHalf(given, ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])
  const settings = result.data
  return { ...settings, AFTERWORD_ORIGIN: settings.AFTERWORD_ORIGIN ?? localOrigin(settings) }
}

function refuseHalf(given: Record<string, string | undefined>, names: string[]) {
  const missing = names.filter((name) => given[name] === undefined)
  if (missing.length === 0 || missing.length === names.length) return
  throw new Trouble(`${missing[0]} is missing: ${names.slice(0, -1).join(', ')} and ${names.at(-1)} are set together or not at all.`)
}

function localOrigin({ HOST, PORT }: { HOST: string; PORT: number }) {
  const everywhere = ['0.0.0.0', '::']
  const host = everywhere.includes(HOST) ? '127.0.0.1' : HOST
  return new URL(`http://${host.includes(':') ? `[${host}]` : host}:${PORT}`).origin
}

/** The settings as given, before a database was found: for the programs that find one. */
export function settings(): Settings {
  return readSettings(process.env)
}

let checked: Env | undefined

/**
 * The settings of this process, read at the first use, so that building needs none.
 * @throws Trouble when a setting is wrong, or the process was not started by `npm start` and lacks what that provides
 */
export function env(): Env {
  return (checked ??= complete(settings()))
}

function complete(given: Settings): Env {
  const { DATABASE_URL, AUTH_SECRET } = given
  if (!DATABASE_URL) throw new Trouble('DATABASE_URL is not set. Start with npm start, which finds or makes a database.')
  if (!AUTH_SECRET) throw new Trouble('AUTH_SECRET is not set. Start with npm start, which makes one and keeps it.')
  return { ...given, DATABASE_URL, AUTH_SECRET }
}

/** Adds what the file `.env` in the working folder says; a variable that is set already wins. */
export function readEnvFile() {
  if (existsSync('.env')) process.loadEnvFile('.env')
}
