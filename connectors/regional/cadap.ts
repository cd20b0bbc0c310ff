// EU's Central Asia Drug Action Programme, phase 7. Confirmed: addresses (repeats end in -2, -3). Likely: WordPress, so
// REST and feed. The site of phase 6 (cadap-eu.org) is frozen and dates its news by the day of import: not read.
import { defineConnector, feed, wordpress } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'CADAP 7 — News',
  authority: 'European Union, Central Asia Drug Action Programme',
  homepage: 'https://www.eu-cadap.org/',
  language: 'en',
  timeZone: 'Europe/Brussels',
  scope: 'drugs-only',
  pollEvery: '2h',
  strategies: [
    wordpress({ site: 'https://www.eu-cadap.org/' }),
    feed({ url: 'https://www.eu-cadap.org/feed/' }),
  ],
})
