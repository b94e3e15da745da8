import { verify } from '../../lib/integrity/verify.ts'
import { Trouble } from '../../lib/trouble.ts'

/** Prints one line for each proof. @throws Trouble when one fails, so that the command ends with 1 */
export async function run(args: string[]) {
  const [option, noted, ...rest] = args
  if (rest.length > 0 || (option !== undefined && (option !== '--noted' || noted === undefined))) {
    throw new Trouble('It is written so: verify [--noted NUMBER:HASH], with a decision that an earlier verify has named.')
  }
  const proofs = await verify(noted === undefined ? {} : { noted })
  const width = Math.max(...proofs.map((proof) => proof.name.length))
  for (const { name, ok, detail } of proofs) process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)}  ${detail}\n`)
  const failed = proofs.filter((proof) => !proof.ok)
  if (failed.length > 0) throw new Trouble(`Not everything is as it should be: ${failed.map((proof) => proof.name).join(', ')}.`)
}
