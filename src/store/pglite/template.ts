import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'

/** What is made of the installed packages is kept among them, and leaves with them. */
const modules = join(import.meta.dirname, '../../../node_modules')
const folder = join(modules, '.cache/bulletin')

/**
 * A database that holds nothing yet, as tar: to unpack it into memory takes a fifth of the time that making one
 * takes. Undefined where none is kept.
 */
export async function readTemplate(): Promise<Blob | undefined> {
  try {
    return new Blob([await readFile(await templateFile())], { type: 'application/x-tar' })
  } catch {
    return undefined
  }
}

/** Keeps a database that was made a moment ago. Where nothing can be written, each is made anew. */
export async function keepTemplate(pglite: PGlite): Promise<void> {
  try {
    const file = await templateFile()
    await mkdir(folder, { recursive: true })
    await pglite.exec('CHECKPOINT')
    const tar = await pglite.dumpDataDir('none')
    // Whole or not at all, whoever else writes it now.
    const part = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
    await writeFile(part, Buffer.from(await tar.arrayBuffer()))
    await rename(part, file).catch(() => rm(part, { force: true }))
  } catch {
    // The folder is read-only, or full.
  }
}

/** A newer PGlite may be a newer PostgreSQL, which reads no older one's files. */
async function templateFile(): Promise<string> {
  const text = await readFile(join(modules, '@electric-sql/pglite/package.json'), 'utf8')
  return join(folder, `pglite-${(JSON.parse(text) as { version: string }).version}.tar`)
}
