import { launch } from './launch.mjs'

await launch('scripts/faults.ts')
