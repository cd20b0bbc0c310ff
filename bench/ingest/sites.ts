import { defineConnector, wordpress } from '../../src/connector/index.ts'
import type { Source } from '../../src/connector/types.ts'
import { toSource } from '../../src/registry/to-source.ts'

/** Languages of the member states' sites, in the shares the corpus has. */
const languages = ['ru', 'ru', 'kk', 'uz-Latn', 'ru', 'en', 'tg', 'ru']

export interface MeasuredSite {
  host: string
  language: string
}

export function measuredSites(count: number): MeasuredSite[] {
  return Array.from({ length: count }, (_, n) => ({
    host: `site-${n}.example`,
    language: languages[n % languages.length]!,
  }))
}

export function toSources(sites: MeasuredSite[]): Source[] {
  return sites.map(({ host, language }, n) =>
    toSource(
      `kz/site-${n}`,
      defineConnector({
        ...{ name: host, authority: 'Measured', homepage: `https://${host}/`, language, timeZone: 'UTC' },
        ...{ scope: 'all-police-news' as const, pollEvery: '10m' },
        strategies: [wordpress({ site: `https://${host}/` })],
      }),
    ),
  )
}
