import { launch } from './launch.mjs'

await launch('scripts/test.ts')
// Nothing was run: the last line says so, as it always does.
if (process.exitCode) process.stdout.write('\n0 passed, 1 failed\n')
