import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromiumPath, hasChromium } from './browser.ts'

const isBuilt = existsSync(join(import.meta.dirname, '../../../web/dist/index.html'))

/** Whether the page can be looked at here; says loudly why not. */
export const noBrowser = !hasChromium || !isBuilt
if (!hasChromium)
  console.warn(
    `SKIPPED: the page in a browser. No Chromium at ${chromiumPath}; apt-get install chromium, or set CHROMIUM_PATH.`,
  )
else if (!isBuilt) console.warn('SKIPPED: the page in a browser. It is not built; npm run build.')
