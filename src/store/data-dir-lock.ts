import { readFileSync } from 'node:fs'
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

interface Holder {
  pid: number
  /** Tells a process from a later one with the same number, which containers reuse at once. */
  started: string | null
}

const heldHere = new Set<string>()

/**
 * Claims `dataDir` for this process by a file `lock`; the returned function gives it up. A lock whose holder is
 * gone (killed, another boot) is taken over. Throws an Error naming the process that has the folder open.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = join(resolve(dataDir), 'lock')
  if (heldHere.has(path)) throw inUse(dataDir, process.pid)
  heldHere.add(path)
  try {
    await claim(path, dataDir)
  } catch (error) {
    heldHere.delete(path)
    throw error
  }
  return async () => {
    heldHere.delete(path)
    await unlink(path).catch(() => {})
  }
}

async function claim(path: string, dataDir: string): Promise<void> {
  const own = `${path}.${process.pid}`
  const holder = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder)
  await writeFile(own, holder).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(
      `The data folder ${dataDir} cannot be written to (${cause.code}). Give this user the right to, free space on its disk, or set DATA_DIR to another.`,
      { cause },
    )
  })
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await linked(own, path)) return
      const text = await readFile(path, 'utf8').catch(() => null)
      if (text === null) continue
      const holder = parseHolder(text)
      if (holder && isRunning(holder)) throw inUse(dataDir, holder.pid)
      await removeStale(path, text)
    }
    throw new Error(`The data folder ${dataDir} could not be locked: another process keeps taking it.`)
  } finally {
    await unlink(own).catch(() => {})
  }
}

async function linked(own: string, path: string): Promise<boolean> {
  try {
    // Unlike a rename, a link never replaces what is there.
    await link(own, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function removeStale(path: string, seen: string): Promise<void> {
  const aside = `${path}.stale.${process.pid}`
  await rename(path, aside).catch(() => {})
  // Another process may have replaced the stale lock between the look and the move: give it back.
  if ((await readFile(aside, 'utf8').catch(() => seen)) !== seen) await linked(aside, path)
  await unlink(aside).catch(() => {})
}

function parseHolder(text: string): Holder | null {
  try {
    const { pid, started } = JSON.parse(text) as Partial<Holder>
    return typeof pid === 'number' ? { pid, started: started ?? null } : null
  } catch {
    return null
  }
}

function isRunning({ pid, started }: Holder): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const now = startOf(pid)
  return now === null || started === null || now === started
}

/** Boot and clock tick at which a process began, where the system tells (Linux). */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The command name, in brackets, may hold spaces; the start is the 20th field after it.
    return `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return null
  }
}

function inUse(dataDir: string, pid: number): Error {
  return new Error(
    `The data folder ${dataDir} is in use by process ${pid}. Stop that process, choose another DATA_DIR, or set DATABASE_URL so that several processes can share one PostgreSQL.`,
  )
}
