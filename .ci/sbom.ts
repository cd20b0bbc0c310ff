// Prints what production consists of, in CycloneDX. `npm sbom --omit dev` leaves out what a development package needs
// as well, `graphql` for one; so npm is shown a lock file that has nothing for development alone.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Lock {
  packages: Record<string, { dev?: boolean; devDependencies?: Record<string, string> }>
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
const { devDependencies: _, ...manifest } = read('package.json') as Record<string, unknown>
const lock = read('package-lock.json') as Lock
for (const [path, { dev }] of Object.entries(lock.packages)) if (dev) delete lock.packages[path]
delete lock.packages['']!.devDependencies

const folder = mkdtempSync(join(tmpdir(), 'bulletin-sbom-'))
try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock))
  const { status } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
