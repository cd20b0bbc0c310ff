import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { bulletin } from '../e2e/process.ts'
import { fillStore } from '../store/backup/filled-store.ts'

test('keys, backup, restore, verification and pruning from the command line', {
  timeout: 180_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-upkeep-'))
  try {
    const env = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' }
    const store = await openStore({ dataDir: env.DATA_DIR })
    await fillStore(store, 8)
    await store[Symbol.asyncDispose]()

    const made = await bulletin(
      ['key', 'create', '--name', 'Анна', '--scope', 'curate', '--expires', '90d'],
      env,
    )
    expect(made.out).toMatch(/^bul_[\w-]{43}\n$/)
    const id = /Key (\w+)/.exec(made.err)![1]!
    expect((await bulletin(['key', 'revoke', id], env)).out).toMatch(/is revoked since/)
    const list = await bulletin(['key', 'list'], env)
    expect(list.out).toMatch(new RegExp(`${id}\\s+Анна\\s+curate.*revoked`))
    expect(list.out).not.toContain(made.out.trim())
    const dry = await bulletin(['prune', '--dry-run', '--rejections', '1', '--audit', 'never'], env)
    expect(dry.out).toMatch(/rejections +since .* +2\n/)
    expect(dry.out).toMatch(/changes +for good +0/)

    const file = join(folder, 'all.backup')
    expect((await bulletin(['backup', file], env)).out).toMatch(/8 events/)
    const other = { ...env, DATA_DIR: join(folder, 'other') }
    expect((await bulletin(['restore', file], other)).out).toMatch(/Restored 8 events/)
    expect((await bulletin(['verify'], other)).out).toMatch(/All is well/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
