import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A PostgreSQL server of our own, that may be treated badly. */
export interface PrivatePostgres extends AsyncDisposable {
  url: string
  /** Whom it runs as, where that is not this process's own user. */
  uid?: number
  /** `immediate` leaves the server no time to write anything down, as a crash would. */
  restart(mode: 'fast' | 'immediate'): Promise<void>
}

/** Null where the server's programs are not on this machine. */
export async function startPrivatePostgres(): Promise<PrivatePostgres | null> {
  const initdb = findProgram('initdb')
  const pgCtl = findProgram('pg_ctl')
  const user = ordinaryUser()
  if (!initdb || !pgCtl || !user) return null
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-postgres-'))
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder }
  if (user.uid !== undefined) execFileSync('chown', [`${user.uid}:${user.gid}`, folder])
  const port = await freePort()
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60`
  const pg = (...args: string[]) =>
    run(pgCtl, ['-D', data, '-w', '-l', join(folder, 'log'), ...args], options)
  await run(
    initdb,
    ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-locale', '-N'],
    options,
  )
  await pg('-o', settings, 'start')
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    uid: user.uid,
    async restart(mode) {
      await pg('-m', mode, 'stop')
      await pg('-o', settings, 'start')
    },
    async [Symbol.asyncDispose]() {
      await pg('-m', 'immediate', 'stop').catch(() => {})
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function findProgram(name: string): string | null {
  const folders = ['', ...globDebian()]
  return folders.map((folder) => join(folder, name)).find((path) => works(path)) ?? null
}

/** Debian keeps the server's programs off the path. */
function globDebian(): string[] {
  try {
    return execFileSync('sh', ['-c', 'ls -d /usr/lib/postgresql/*/bin'], { stdio: 'pipe' })
      .toString()
      .trim()
      .split('\n')
      .reverse()
  } catch {
    return []
  }
}

function works(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

/** PostgreSQL refuses to run as root; null where there is nobody else to run it as. */
function ordinaryUser(): { uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return null
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
