import { databaseCode } from '#lib/command.ts'

type Rhythm = {
  /** Milliseconds from one time to the next. */
  every: number
  /** Milliseconds after the start, so that a site that comes up has its first moments for its readers. */
  firstAfter: number
  /** Is told that it failed, without any name. */
  report: (trouble: string) => void
  /** What is said then. @param code of the failure */
  trouble: (code: string) => string
}

/**
 * Does some work of the house again and again from now on, never twice at a time. None of it keeps a process from ending.
 * @returns a function that ends it, when what is under way is done
 */
export function keepDoing(work: () => Promise<unknown>, { every, firstAfter, report, trouble }: Rhythm): () => Promise<void> {
  let running: Promise<unknown> | null = null
  const once = () => {
    running ??= work().catch((error: unknown) => report(trouble(databaseCode(error) || 'unknown'))).finally(() => (running = null))
  }
  const [first, timer] = [setTimeout(once, firstAfter), setInterval(once, every)]
  first.unref()
  timer.unref()
  return async () => {
    clearTimeout(first)
    clearInterval(timer)
    await running
  }
}
