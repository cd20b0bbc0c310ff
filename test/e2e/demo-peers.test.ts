import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

const script = join(import.meta.dirname, '../replica/demo.ts')
const patiently = { timeout: 300_000, interval: 200 }

test('the demonstration of peers: two states read their sites, the hub has all from them', {
  timeout: 900_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bulletin-peers-'))
  const args = ['--peers', '--port', '0', '--data-dir', dataDir, '--every', '1']
  const demo = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(demo, 'exit')
  let printed = ''
  demo.stdout.on('data', (bytes: Buffer) => {
    printed += bytes
  })
  try {
    const addressOf = (name: string) =>
      vi.waitFor(() => {
        const address = new RegExp(`^ +${name} +\\S*?(http://[\\d.:]+)`, 'm').exec(printed)?.[1]
        if (!address) throw new Error(`no address of ${name} in:\n${printed}`)
        return address
      }, patiently)
    const [hub, kz] = [await addressOf('Hub'), await addressOf('KZ')]

    await vi.waitFor(async () => {
      const { sources, stats } = await ask(
        hub,
        '{ sources { id health { status } } stats(by: [SOURCE]) { source { id name polled } } }',
      )
      expect(sources).toEqual([
        { id: 'peer/kg', health: { status: 'HEALTHY' } },
        { id: 'peer/kz', health: { status: 'HEALTHY' } },
      ])
      const ids: string[] = stats.map(({ source }: { source: { id: string } }) => source.id)
      expect(ids).toEqual(expect.arrayContaining(['kz/polisia-ru', 'kg/mvd']))
      expect(ids.filter((id) => !/^k[zg]\//.test(id))).toEqual([])
    }, patiently)

    // An edit may be under way between the two.
    await vi.waitFor(async () => {
      const { events } = await ask(
        hub,
        '{ events(filter: {sources: ["kz/polisia-ru"]}, first: 1) { nodes { id provenance { sha256 via { name } } } } }',
      )
      const [{ id, provenance }] = events.nodes
      expect(provenance.via).toEqual([{ name: 'kz' }])
      const { event } = await ask(kz, `{ event(id: "${id}") { provenance { sha256 via { name } } } }`)
      expect(event.provenance).toEqual({ sha256: provenance.sha256, via: [] })
    }, patiently)

    demo.kill('SIGINT')
    expect(await ended).toEqual([0, null])
    expect(printed).toContain('Stopped.')
  } finally {
    demo.kill('SIGKILL')
    await ended
    await rm(dataDir, { recursive: true, force: true })
  }
})

// biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query
async function ask(url: string, query: string): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const { data, errors } = await response.json()
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}
