import { parseArgs } from 'node:util'
import { settings } from '../../lib/env.ts'
import { writeSamples } from '../../lib/samples/write-samples.ts'
import { Trouble } from '../../lib/trouble.ts'

const usage = 'seed --posts N --comments M --pending K --decided D --levels L'

/** Writes posts with M published comments each, K held and D decided ones over all of them, some branches L levels deep; prints the address of each post. */
export async function run(args: string[]) {
  const size = readSize(args)
  const origin = settings().AFTERWORD_ORIGIN
  await writeSamples(size, (slug) => process.stdout.write(`${origin}/posts/${slug}\n`))
}

function readSize(args: string[]) {
  const values = readValues(args)
  return {
    posts: wholeNumber('posts', values.posts ?? '1', 1),
    comments: wholeNumber('comments', values.comments ?? '0', 0),
    pending: wholeNumber('pending', values.pending ?? '0', 0),
    decided: wholeNumber('decided', values.decided ?? '0', 0),
    ...(values.levels !== undefined && { levels: Math.min(1_000, wholeNumber('levels', values.levels, 1)) }),
  }
}

function readValues(args: string[]) {
  const option = { type: 'string' } as const
  try {
    return parseArgs({ args, options: { posts: option, comments: option, pending: option, decided: option, levels: option } }).values
  } catch {
    throw new Trouble(`It is written so: ${usage}.`)
  }
}

function wholeNumber(name: string, given: string, least: number): number {
  const number = Number(given)
  if (/^\d+$/.test(given) && number >= least && number <= 1_000_000) return number
  throw new Trouble(`--${name} is a whole number from ${least} to 1,000,000.`)
}
