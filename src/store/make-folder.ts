import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Makes the folder and those above it, one after the other: where a file system takes no folders (`/proc`), Node's own
 * recursive way goes round for ever. Throws an Error that says what to do.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = []
  let at = resolve(path)
  while (!(await exists(at, path))) {
    missing.unshift(at)
    at = dirname(at)
  }
  for (const folder of missing)
    try {
      await mkdir(folder)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // Another process was first.
      if (code !== 'EEXIST')
        throw cannotBe(path, `${folder} cannot be made (${reasons[code ?? ''] ?? code})`, error)
    }
}

async function exists(at: string, path: string): Promise<boolean> {
  try {
    const found = await stat(at)
    if (found.isDirectory()) return true
    throw cannotBe(path, `${at} is no folder`)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return false
    if (code === 'ENOTDIR') return false
    throw code ? cannotBe(path, `${at} cannot be looked at (${reasons[code] ?? code})`, error) : error
  }
}

const reasons: Record<string, string> = {
  EACCES: 'not allowed to this user',
  EPERM: 'not allowed to this user',
  EROFS: 'the file system is read-only',
  ENOENT: 'the file system takes no folders there',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
}

function cannotBe(path: string, reason: string, cause?: unknown): Error {
  return new Error(
    `The data folder ${path} cannot be used: ${reason}. Set DATA_DIR to a folder this user may write to, or DATABASE_URL to a PostgreSQL server.`,
    { cause },
  )
}
