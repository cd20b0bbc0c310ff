import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDataDir } from '../../src/store/data-dir-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

const leaveLock = (holder: unknown) => writeFile(join(folder, 'lock'), JSON.stringify(holder))

describe('the lock of a data folder', () => {
  it('is given up and taken again', async () => {
    const unlock = await lockDataDir(folder)
    await expect(lockDataDir(folder)).rejects.toThrow(`process ${process.pid}`)
    await unlock()
    expect(await readdir(folder)).toEqual([])
    await (await lockDataDir(folder))()
  })

  it('is taken over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    await leaveLock({ pid, started: null })
    await (await lockDataDir(folder))()
  })

  it('is taken over where an earlier process had the number of one that runs now', async () => {
    await leaveLock({ pid: process.ppid, started: 'another boot:1' })
    await (await lockDataDir(folder))()
  })

  it('is respected while its process runs', async () => {
    await leaveLock({ pid: process.ppid, started: null })
    await expect(lockDataDir(folder)).rejects.toThrow(`in use by process ${process.ppid}.`)
    expect(await readdir(folder)).toEqual(['lock'])
  })

  it('is taken over when it cannot be read', async () => {
    await writeFile(join(folder, 'lock'), '')
    await (await lockDataDir(folder))()
  })

  it('goes to one of many that want it at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataDir(folder)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
