import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRestartedBulletin, type RestartedBulletin, waitFor } from './restarted-bulletin.ts'

const script = join(import.meta.dirname, '../../examples/curl/follow.sh')
const hasCurl = (() => {
  try {
    execFileSync('bash', ['-c', 'command -v curl'])
    return true
  } catch {
    console.warn('SKIPPED: the example with curl. bash and curl are needed; apt-get install curl.')
    return false
  }
})()

describe.skipIf(!hasCurl)('the subscriber with bash and curl', { timeout: 120_000 }, () => {
  let bulletin: RestartedBulletin
  let folder: string
  const started: ChildProcess[] = []
  beforeAll(async () => {
    bulletin = await openRestartedBulletin()
    folder = await mkdtemp(join(tmpdir(), 'bulletin-curl-'))
  })
  afterAll(async () => {
    for (const child of started) child.kill()
    await bulletin?.[Symbol.asyncDispose]()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  function follow(place: string, filter = 'null') {
    const url = `${bulletin.way.url}/graphql`
    const child: ChildProcess = spawn('bash', [script, url, place, filter], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started.push(child)
    const [out, err]: [string[], string[]] = [[], []]
    child.stdout!.setEncoding('utf8').on('data', (text) => out.push(text))
    child.stderr!.setEncoding('utf8').on('data', (text) => err.push(text))
    const ended = once(child, 'exit') as Promise<[number | null]>
    return {
      seen: () =>
        out
          .join('')
          .split('\n')
          .slice(0, -1)
          .map((line): number => JSON.parse(line).data.eventChanges.seq),
      said: () => err.join(''),
      ended,
      async stop() {
        child.kill('SIGTERM')
        await ended
      },
    }
  }

  test('tells the log as it is over cut connections, restarts of the gateway and of itself', async () => {
    const place = join(folder, 'place')
    await writeFile(place, `${bulletin.start}\n`)
    await bulletin.add(40)
    // Cut in the middle of an answer's head, of the first event, of a later one.
    const before = bulletin.way.cuts
    const first = follow(place)
    for (const bytes of [700, 1500, 4001]) {
      const cuts = bulletin.way.cuts
      bulletin.way.limit(bytes)
      await waitFor(
        () => bulletin.way.cuts,
        (now) => now > cuts,
      )
    }
    bulletin.way.limit(Number.POSITIVE_INFINITY)
    await waitFor(first.seen, (seen) => seen.length >= 40)
    await bulletin.restart()
    const head = await bulletin.add(20)
    await waitFor(first.seen, (seen) => seen.length >= head)
    await first.stop()
    await bulletin.add(10)
    const second = follow(place)
    const last = await bulletin.add(10)
    await waitFor(second.seen, (seen) => seen.length >= 20)
    await second.stop()
    expect([...first.seen(), ...second.seen()]).toEqual(Array.from({ length: last }, (_, i) => i + 1))
    expect(bulletin.way.cuts - before).toBeGreaterThanOrEqual(3)
    expect(first.said() + second.said()).toBe('')
  })

  test('says why and stops where coming back would change nothing', async () => {
    const place = join(folder, 'nonsense')
    await writeFile(place, 'nonsense\n')
    const lost = follow(place)
    expect((await lost.ended)[0]).toBe(1)
    expect(lost.said()).toContain('CURSOR_INVALID')
    const wrong = follow(join(folder, 'none'), '{"countries":["nowhere"]}')
    expect((await wrong.ended)[0]).toBe(1)
    expect(wrong.said()).toContain('400')
  })
})
