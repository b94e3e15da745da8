import { launch } from './launch.mjs'

await launch('scripts/afterword.ts', process.stderr)
