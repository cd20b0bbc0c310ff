import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, hasChromium, openBrowser, type TestBrowser } from '../e2e/web/browser.ts'
import { openRestartedBulletin, type RestartedBulletin, waitFor } from './restarted-bulletin.ts'

if (!hasChromium)
  console.warn(`SKIPPED: the example with EventSource. No Chromium at ${chromiumPath}; set CHROMIUM_PATH.`)

const folder = join(import.meta.dirname, '../../examples/event-source')
const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' }

describe.skipIf(!hasChromium)("the subscriber with a browser's EventSource", { timeout: 120_000 }, () => {
  let bulletin: RestartedBulletin
  let browser: TestBrowser
  let site: Server
  beforeAll(async () => {
    bulletin = await openRestartedBulletin()
    browser = await openBrowser()
    // Another origin than the gateway's, as a page of one's own has.
    site = createServer(async ({ url }, response) => {
      const name = new URL(url!, 'http://x').pathname.slice(1) || 'index.html'
      const file = await readFile(join(folder, name)).catch(() => null)
      response.writeHead(file ? 200 : 404, { 'content-type': types[extname(name)] ?? 'text/plain' }).end(file)
    })
    site.listen(0, '127.0.0.1')
    await once(site, 'listening')
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await bulletin?.[Symbol.asyncDispose]()
    site?.closeAllConnections()
    site?.close()
  })

  const address = (after: string) => {
    const { port } = site.address() as AddressInfo
    return `http://127.0.0.1:${port}/?${new URLSearchParams({ bulletin: `${bulletin.way.url}/graphql`, after })}`
  }
  const state = (page: Page) => page.locator('#state').textContent()
  /** Oldest first. */
  const seen = (page: Page) =>
    page
      .locator('#changes li')
      .evaluateAll((items) => items.map((item) => (item as HTMLLIElement).value).reverse())

  test('shows the log as it is over cut connections, restarts and answers that make a browser give up', async () => {
    await bulletin.add(40)
    const { page } = await browser.open()
    // In the middle of the first event, and of a later one.
    bulletin.way.limit(1500)
    await page.goto(address(bulletin.start))
    for (const bytes of [1501, 4001]) {
      const cuts = bulletin.way.cuts
      bulletin.way.limit(bytes)
      await waitFor(
        () => bulletin.way.cuts,
        (now) => now > cuts,
      )
    }
    bulletin.way.limit(Number.POSITIVE_INFINITY)
    await waitFor(
      () => seen(page),
      (list) => list.length >= 40,
    )
    await bulletin.restart()
    await bulletin.add(20)
    await waitFor(
      () => seen(page),
      (list) => list.length >= 60,
    )

    // A balancer without a gateway behind it: after such an answer no EventSource comes back by itself.
    const full = createServer((_, response) => response.writeHead(503).end())
    full.listen(0, '127.0.0.1')
    await once(full, 'listening')
    const refused = once(full, 'request')
    bulletin.way.lead(`http://127.0.0.1:${(full.address() as AddressInfo).port}`)
    await refused
    full.closeAllConnections()
    full.close()
    await bulletin.restart()
    const head = await bulletin.add(10)
    await waitFor(
      () => seen(page),
      (list) => list.length >= head,
    )
    expect(await seen(page)).toEqual(Array.from({ length: head }, (_, i) => i + 1))
    expect(await state(page)).toContain('Connected')
    await page.context().close()
  })

  test('says why where coming back would change nothing', async () => {
    const { page } = await browser.open()
    await page.goto(address('nonsense'))
    await waitFor(
      () => state(page),
      (text) => Boolean(text?.startsWith('The gateway refused: ')),
    )
    await page.context().close()
  })
})
