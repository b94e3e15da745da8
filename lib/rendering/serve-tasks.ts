/**
 * The working half of a pool: takes one task at a time from the process that started this one and answers each. An error
 * ends the process, and its owner says so.
 */
export function serveTasks<Task, Answer>(work: (task: Task) => Answer | Promise<Answer>): void {
  process.on('message', async (task: Task) => process.send?.(await work(task)))
  // Ctrl-C reaches every process of a terminal. The owner decides when this one ends, by closing the channel.
  process.on('SIGINT', () => undefined)
  process.send?.('ready')
}
