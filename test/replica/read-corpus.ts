import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CorpusFile } from './types.ts'

/** The corpus beside this file: one JSON a source. */
export function readCorpus(folder = join(import.meta.dirname, 'corpus')): CorpusFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CorpusFile)
}
