import { existsSync } from 'node:fs'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'

export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
export const hasChromium = existsSync(chromiumPath)

export interface OpenPage {
  page: Page
  /** What the console complained of, what threw, what could not be fetched, and any address but the gateway's. */
  problems: string[]
  /** Bytes received so far, as compressed. */
  received(): Promise<number>
}

export interface TestBrowser extends AsyncDisposable {
  open(options?: { width?: number; height?: number } & BrowserContextOptions): Promise<OpenPage>
}

/** Chromium without a head; talks to nobody of its own accord. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  })
  return {
    async open({ width = 1280, height = 900, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB', ...options })
      const page = await context.newPage()
      const problems: string[] = []
      const sizes: Promise<number>[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`)
      })
      page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`))
      page.on('requestfailed', (request) => {
        if (request.failure()?.errorText !== 'net::ERR_ABORTED')
          problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`)
      })
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url())
        if (protocol.startsWith('http') && hostname !== '127.0.0.1')
          problems.push(`elsewhere: ${request.url()}`)
      })
      page.on('requestfinished', (request) =>
        sizes.push(
          request.sizes().then(
            (size) => size.responseBodySize + size.responseHeadersSize,
            () => 0,
          ),
        ),
      )
      // Machines that test are slow at times; what is there is seen at once all the same.
      page.setDefaultTimeout(45_000)
      return {
        page,
        problems,
        received: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
      }
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}
