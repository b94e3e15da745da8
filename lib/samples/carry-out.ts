import type { z } from 'zod'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Runs a command of the samples. @throws when it is refused, since nothing in a sample is up to anybody */
export async function carryOut<Schema extends z.ZodType, Loaded, Value>(
  definition: Command<Schema, Loaded, Value>, viewer: Viewer, input: z.input<Schema>, at?: Date,
): Promise<Value> {
  const outcome = await runCommand(definition, viewer, input, at)
  if (!outcome.ok) throw new Error(`${definition.name}: ${outcome.message}`)
  return outcome.value
}
