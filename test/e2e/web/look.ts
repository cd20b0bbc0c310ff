import { mkdir } from 'node:fs/promises'
import { openBrowser } from './browser.ts'
import { haveRelease, importRelease } from './import-release.ts'
import { openNewsroom, today } from './newsroom.ts'

// Pictures of every screen at two widths, light and dark, for a person to look at: `node test/e2e/web/look.ts FOLDER [SCREEN [REPORTS]]`.
const folder = process.argv[2] ?? 'screenshots'
const only = process.argv[3] ?? ''
await mkdir(folder, { recursive: true })
await using newsroom = await openNewsroom(Number(process.argv[4] ?? 1500))
if (haveRelease) await importRelease(newsroom.store, today)
await using browser = await openBrowser()
const screens = {
  wire: '/',
  filtered: '/?country=KZ,RU&q=героин',
  map: '/map?measure=grams',
  timeline: '/timeline',
  sources: '/sources',
  event: `/events/${newsroom.edited.id}`,
  releases: '/releases',
  release: '/releases/2025/7',
  'release-edit': '/releases/2025/7?view=edit',
  'release-compare': '/releases/2025/7?view=compare',
  'release-period': '/releases/2025-04-10/2025-04-12',
  graphiql: '/graphiql',
}
for (const [name, path] of Object.entries(screens)) {
  if (!name.includes(only)) continue
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, problems } = await browser.open({
        width,
        height: 900,
        colorScheme,
        locale: width === 390 ? 'ru-RU' : 'en-GB',
      })
      page.setDefaultTimeout(120_000)
      await page.goto(`${newsroom.url}${path}`, { waitUntil: 'networkidle' })
      await page.screenshot({
        path: `${folder}/${name}-${width}-${colorScheme}.png`,
        fullPage: name === 'event',
      })
      if (problems.length) console.error(name, width, colorScheme, problems)
      await page.context().close()
    }
}
