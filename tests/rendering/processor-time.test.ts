import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { forgetProcessorTime, processorMs } from '#lib/rendering/processor-time.ts'

const filesOpen = () => readdirSync('/proc/self/fd').length

test.runIf(process.platform === 'linux')('what a process has taken of the processor is told while it lives, from one open file', async () => {
  const child = spawn(process.execPath, ['-e', 'for (;;) {}'])
  await once(child, 'spawn')
  const before = filesOpen()
  const first = processorMs(child) ?? -1
  await expect.poll(() => (processorMs(child) ?? 0) - first, { timeout: 30_000 }).toBeGreaterThanOrEqual(50)
  expect(filesOpen()).toBe(before + 1)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(processorMs(child)).toBeNull()
  forgetProcessorTime(child)
  expect(filesOpen()).toBeLessThanOrEqual(before)
})
