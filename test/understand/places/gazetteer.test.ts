import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { regionsByCode } from '../../../src/understand/places/gazetteer.ts'

const require = createRequire(import.meta.url)
const cldr = require('cldr-subdivisions-full/subdivisions/en/en.json') as {
  subdivisions: { localeDisplayNames: { subdivisions: Record<string, string> } }
}

/** Codes CLDR still translates though ISO 3166-2 gave them up. */
const withdrawn = new Set(
  'KZ-AKM KZ-AKT KZ-ALM KZ-ATY KZ-BAY KZ-KAR KZ-KUS KZ-KZY KZ-MAN KZ-PAV KZ-SEV KZ-VOS KZ-YUZ KZ-ZAP KZ-ZHA'.split(
    ' ',
  ),
)
const bounds: Record<string, [south: number, north: number, west: number, east: number]> = {
  AZ: [38.3, 42, 44.7, 50.9],
  KZ: [40.5, 55.5, 46.4, 87.4],
  KG: [39.1, 43.3, 69.2, 80.3],
  RU: [41.1, 82, 19.6, 180],
  TJ: [36.6, 41.1, 67.3, 75.2],
  TM: [35.1, 42.8, 52.4, 66.7],
  UZ: [37.1, 45.6, 55.9, 73.2],
}

it('the gazetteer has every first-level region of the seven states that CLDR knows, and no other', () => {
  const known = Object.keys(cldr.subdivisions.localeDisplayNames.subdivisions)
    .map((id) => `${id.slice(0, 2).toUpperCase()}-${id.slice(2).toUpperCase()}`)
    .filter((code) => code.slice(0, 2) in bounds && !withdrawn.has(code))
  expect([...regionsByCode.keys()].toSorted()).toEqual(known.toSorted())
})

it('every region lies in its country', () => {
  for (const { code, country, latitude, longitude } of regionsByCode.values()) {
    const [south, north, west, east] = bounds[country]!
    const inside = latitude >= south && latitude <= north && longitude >= west && longitude <= east
    expect([code, inside]).toEqual([code, true])
  }
})

it('region names differ within a country', () => {
  const names = [...regionsByCode.values()].map(({ country, name }) => `${country} ${name}`)
  expect(new Set(names).size).toBe(names.length)
})

it('every region has a name of its own in Russian', () => {
  const names = [...regionsByCode.values()].map(({ country, names: { ru } }) => `${country} ${ru}`)
  expect(names.filter((name) => !/^[A-Z]{2} [А-ЯЁ][а-яёА-ЯЁ() —-]+$/.test(name))).toEqual([])
  expect(new Set(names).size).toBe(names.length)
})
