import { databaseCode, runCommand } from '#lib/command.ts'
import { mailNotices } from '#lib/moderation/notices/mail-notices.ts'
import { operator } from '#lib/viewer.ts'

/** How often it is looked for what has become due, in milliseconds. Decisions wait a minute; a few seconds more do not matter. */
const lookEvery = 5_000

/**
 * Writes mail about everything that becomes due from now on; see {@link mailNotices}. What is written is sent like any other mail.
 * @param report is told the code of a failure, without any address
 * @returns a function that ends it, when the mail being written is there
 */
export function keepTelling(report: (trouble: string) => void): () => Promise<void> {
  let running: Promise<void> | null = null
  const look = () => {
    running ??= tellEverybody().catch((error: unknown) => report(`Notices could not be written (${databaseCode(error) || 'unknown'}).`)).finally(() => (running = null))
  }
  const timer = setInterval(look, lookEvery)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** Writes to everybody who is to be told something now. */
export async function tellEverybody(at?: Date): Promise<void> {
  for (;;) {
    const told = await runCommand(mailNotices, operator, {}, at)
    if (!told.ok) return
  }
}
