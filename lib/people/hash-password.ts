import { hash, verify } from '@node-rs/argon2'

/** argon2id, 19 MiB, two passes, one lane: the least that OWASP's password storage sheet recommends, some 20 ms here. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * Hashing runs in Node's four-thread pool, which files, names and compression use as well. Two at a time leave half of it free
 * for readers, whatever comes in at the door.
 */
const atOnce = 2
let running = 0
const waiting: (() => void)[] = []

/** The hash that is stored, with its salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return takeTurn(() => hash(normal(password), cost))
}

/** Whether a password is the one behind a hash. */
export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return takeTurn(() => verify(stored, normal(password)))
}

let dummy: Promise<string> | undefined

/** Costs what verifying costs, for accounts that are not there or have no password. Always false. */
export async function verifyNothing(password: string): Promise<false> {
  dummy ??= hashPassword('nobody has this password')
  await verifyPassword(await dummy, password)
  return false
}

/** Keyboards differ in how they write the same letter (NIST SP 800-63B, 5.1.1.2). */
function normal(password: string): string {
  return password.normalize('NFKC')
}

async function takeTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
