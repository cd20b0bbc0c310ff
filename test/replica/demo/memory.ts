import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Happenings, noHappenings } from '../shelf.ts'

/** What the demo's sites keep between runs, as real sites would: when they began, what happened since. */
export interface Memory {
  origin: Date
  happenings: Happenings
  isNew: boolean
  save(happenings: Happenings): void
}

/** Reads `sites.json` of the demo's data folder, or begins at `now`. Written whole, then renamed: never half. */
export function recall(dataDir: string, now: Date): Memory {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'sites.json')
  const known = readKnown(file)
  const origin = known?.origin ? new Date(known.origin) : now
  const save = (happenings: Happenings) => {
    writeFileSync(`${file}.new`, JSON.stringify({ origin: origin.toISOString(), happenings }))
    renameSync(`${file}.new`, file)
  }
  const happenings = known?.happenings ?? noHappenings()
  if (!known) save(happenings)
  return { origin, happenings, isNew: !known, save }
}

export function forget(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true })
}

function readKnown(file: string): { origin: string; happenings: Happenings } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${file} cannot be read; run the demo with --fresh to begin anew. (${error})`)
  }
}
