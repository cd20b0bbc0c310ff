import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ReplicaSite } from './types.ts'

/** Every site under `sites/`, each a default export. */
export async function loadSites(folder = join(import.meta.dirname, 'sites')): Promise<ReplicaSite[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()
  return Promise.all(
    names.map(async (name) => {
      const module: { default: ReplicaSite } = await import(pathToFileURL(join(folder, name)).href)
      return module.default
    }),
  )
}
