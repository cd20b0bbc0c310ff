import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoArea } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Plugin } from 'vite'
import { keepObjects } from './keep-objects.ts'

const request = 'virtual:member-states'
const resolved = `\0${request}`

/** ISO 3166-1 numeric, as the atlas names its countries. */
export const memberCodes: Record<string, string> = {
  '031': 'AZ',
  '398': 'KZ',
  '417': 'KG',
  '643': 'RU',
  '762': 'TJ',
  '795': 'TM',
  '860': 'UZ',
}
const neighbours = [
  ...['004', '051', '112', '156', '233', '246', '268', '356', '364', '368', '392', '408', '410'],
  ...['428', '440', '496', '578', '586', '616', '752', '760', '792', '804'],
]

/** Steradians; islets below it are no more than specks at any size of the map. */
const smallest = 2e-5

/** `virtual:member-states`: the states in fine lines, their neighbours in coarse ones, and nothing else. */
export function memberStates(): Plugin {
  return {
    name: 'member-states',
    resolveId: (id) => (id === request ? resolved : null),
    load: (id) => (id === resolved ? moduleText() : null),
  }
}

function moduleText(): string {
  const states = keepObjects(atlas('countries-50m.json'), Object.keys(memberCodes), visible)
  const around = keepObjects(atlas('countries-110m.json'), neighbours, () => true)
  for (const geometry of states.objects.countries.geometries) geometry.id = memberCodes[String(geometry.id)]!
  const parsed = (value: object) => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`
  return `export const states = ${parsed(states)}\nexport const neighbours = ${parsed(around)}\n`
}

export type Atlas = Topology<{ countries: GeometryCollection }>

function atlas(file: string): Atlas {
  const path = createRequire(import.meta.url).resolve(`world-atlas/${file}`)
  return JSON.parse(readFileSync(path, 'utf8')) as Atlas
}

function visible(topology: Atlas, polygon: number[][]): boolean {
  const shape = feature(topology, { type: 'Polygon', arcs: polygon })
  return geoArea(shape) > smallest
}
