// Prints what production consists of, in CycloneDX. `npm sbom --omit dev` leaves out what a development package needs
// as well, `graphql` for one; so all are listed, and those go that the lock file has for development only.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

interface Component {
  'bom-ref': string
  properties?: { name: string; value: string }[]
}

interface Bill {
  components: Component[]
  dependencies: { ref: string; dependsOn?: string[] }[]
}

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, { dev?: boolean }>
}
const { stdout, stderr, status } = spawnSync(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
)
if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`)
const bill = JSON.parse(stdout) as Bill
const components = bill.components.filter(({ properties = [] }) => {
  const path = properties.find(({ name }) => name === 'cdx:npm:package:path')?.value
  return path === undefined || lock.packages[path]?.dev !== true
})
const kept = new Set(components.map((component) => component['bom-ref']))
const root = bill.dependencies.find(({ ref }) => !bill.components.some((each) => each['bom-ref'] === ref))
const dependencies = bill.dependencies
  .filter((each) => each === root || kept.has(each.ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }))
process.stdout.write(`${JSON.stringify({ ...bill, components, dependencies }, null, 2)}\n`)
