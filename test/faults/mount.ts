import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Mounted extends AsyncDisposable {
  path: string
  /** Takes all the room there is but for some kilobytes. */
  fill(leave?: number): Promise<void>
  free(): Promise<void>
}

/** Whether this user may mount: disks of our own to fill and to write-protect take that. */
export const mayMount = tryToMount()
if (!mayMount) console.warn('SKIPPED: no right to mount here; full and read-only disks are not tested.')

/** `mount` with the arguments given, the last of which is the place. */
export function mount(args: string[]): Mounted {
  execFileSync('mount', args)
  // A bind mount takes its options only the second time.
  if (args.includes('--bind')) execFileSync('mount', ['-o', 'remount,bind,ro', args.at(-1)!])
  const path = args.at(-1)!
  const ballast = join(path, 'ballast')
  return {
    path,
    async fill(leave = 0) {
      const file = await open(ballast, 'w')
      const block = Buffer.alloc(64 * 1024)
      let written = 0
      try {
        for (;;) written += (await file.write(block)).bytesWritten
      } catch {
        await file.truncate(Math.max(0, written - leave * 1024))
      }
      await file.close()
    },
    free: () => rm(ballast, { force: true }),
    async [Symbol.asyncDispose]() {
      spawnSync('umount', ['-l', path])
    },
  }
}

function tryToMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'bulletin-mount-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', place])
  if (status === 0) spawnSync('umount', [place])
  rmdirSync(place)
  return status === 0
}
