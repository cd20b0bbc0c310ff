import type { SourceFacts } from '../../src/model/source.ts'

const countries = ['AZ', 'KZ', 'KG', 'RU', 'TJ', 'TM', 'UZ', 'ZZ']

/** Forty sources, five a country. */
export const sources: SourceFacts[] = countries.flatMap((country) =>
  [1, 2, 3, 4, 5].map((number) => ({
    id: `${country.toLowerCase()}/source-${number}`,
    country,
    name: `Служба новостей ${country} ${number}`,
    authority: 'Министерство внутренних дел',
    homepage: `https://news-${number}.example.${country.toLowerCase()}/`,
    language: 'ru',
    timeZone: 'Asia/Almaty',
    scope: 'all-police-news' as const,
    pollEverySeconds: 600,
    hosts: [`news-${number}.example.${country.toLowerCase()}`],
  })),
)
