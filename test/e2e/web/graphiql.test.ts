import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'graphql'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventId } from '../../../src/model/event-id.ts'
import { type OpenPage, openBrowser, type TestBrowser } from './browser.ts'
import { noBrowser } from './browser-or-skip.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'

const folder = join(import.meta.dirname, '../../../web/graphiql/examples')
const examples = readdirSync(folder).map((name) => ({
  name,
  query: readFileSync(join(folder, name), 'utf8'),
}))
const subscribes = (query: string) => /^subscription/m.test(query)

let newsroom: Newsroom
beforeAll(async () => {
  newsroom = await openNewsroom(200)
})
afterAll(() => newsroom?.[Symbol.asyncDispose]())

describe('the example queries', () => {
  test('are at least a dozen, each with the question it answers', () => {
    expect(examples.length).toBeGreaterThanOrEqual(12)
    for (const { query } of examples) {
      expect(query).toMatch(/^# .+/)
      expect(parse(query).definitions).toHaveLength(1)
    }
  })

  test.each(examples.filter(({ query }) => !subscribes(query)))('$name answers', async ({ query }) => {
    const { data, errors } = await newsroom.ask(query)
    expect(errors).toBeUndefined()
    // An answer without a single row would teach nobody anything.
    expect(JSON.stringify(data)).toMatch(/\[\{/)
  })
})

describe.skipIf(noBrowser)('GraphiQL', () => {
  let browser: TestBrowser
  let open: OpenPage
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.[Symbol.asyncDispose]())
  beforeEach(async () => {
    open = await browser.open({ width: 1440 })
  })
  afterEach(async () => {
    await open.page.context().close()
    expect(open.problems).toEqual([])
  })

  const go = async (query?: string) => {
    const { page } = open
    await page.goto(`${newsroom.url}/graphiql${query ? `?query=${encodeURIComponent(query)}` : ''}`)
    await page.locator('.graphiql-execute-button').waitFor()
    // What is run is what the editor holds; before it has drawn its lines it holds nothing.
    await page.locator('.graphiql-query-editor .view-line').first().waitFor()
    return page
  }
  const response = () => open.page.locator('.graphiql-response')
  const run = () => open.page.locator('.graphiql-execute-button').click()

  test('opens an example, documents the schema, and shows the answer', async () => {
    const page = await go()
    await page.getByRole('button', { name: /how many events and grams/i }).click()
    await run()
    await expect.poll(() => response().textContent(), { timeout: 15_000 }).toContain('periodStart')
    await page
      .getByRole('button', { name: /documentation explorer/i })
      .first()
      .click()
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click()
    await page.getByText('Events by filter. Withdrawn ones are left out', { exact: false }).first().waitFor()
  })

  test.each(['WebSocket', 'SSE'])('follows a subscription over %s', async (transport) => {
    const page = await go('subscription { eventChanges { kind event { title } } }')
    await page.getByLabel('Subscriptions over').selectOption(transport)
    const asked = page
      .waitForRequest((request) => request.headers().accept === 'text/event-stream', { timeout: 5_000 })
      .catch(() => null)
    await run()
    if (transport === 'SSE') expect(await asked).not.toBeNull()
    const url = `https://polisia.kz/ru/pryamo-seychas-${transport}/`
    const title = `Прямо сейчас ${transport}`
    // The subscription begins with what comes after it: reports are stored until one was told.
    await expect
      .poll(
        async () => {
          const hash = `${url}${Math.random()}`
          await newsroom.commit([{ ...newsroom.drafts[0]!, id: eventId(url), url, title, contentHash: hash }])
          return response().textContent()
        },
        { timeout: 15_000, interval: 300 },
      )
      .toContain('Прямо')
  })

  test('sends the API key as Authorization', async () => {
    const page = await go('{ countries { code } }')
    await page.getByLabel('API key').fill('bk_secret')
    const asked = page.waitForRequest((request) => request.postData()?.includes('countries') ?? false)
    await run()
    expect((await asked).headers().authorization).toBe('Bearer bk_secret')
    // Nobody was given this one, and the gateway says so.
    await expect.poll(() => response().textContent()).toContain('UNAUTHENTICATED')
    open.problems.length = 0
  })
})
