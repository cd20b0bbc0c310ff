import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// What was compiled once is not compiled at the next start; where the folder cannot be written it is. Not in the
// system's folder for temporary files, where others could put something in its place.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/bulletin'))

const { run } = await import('./cli/program.ts')
await run(process.argv, process.env)
