import { axisX, axisY, barY, gridY, ruleY } from '@observablehq/plot'
import type { ReleaseDocument } from '../../../model/release-document.ts'
import { countryName, inCustomaryOrder } from '../customary-order.ts'
import { countryColours, otherColour, type SvgPlot, svgPlot } from './svg-plot.ts'

/** Share of the events whose day must be told. */
const leastTold = 0.8

/**
 * Events a day, stacked by country; null where the days of too many are not told, or there are too many days to tell
 * apart.
 */
export function dailyChart({ figures, sections, from, to }: ReleaseDocument): SvgPlot | null {
  const days = daysOf(from, to)
  const all = sections.reduce((sum, { entries }) => sum + entries.length, 0)
  const told = figures.days.reduce((sum, { events }) => sum + events, 0)
  if (told === 0 || told < all * leastTold || days.length > 62) return null
  const countries = inCustomaryOrder(figures.days.map(({ country }) => country))
  return svgPlot('Events a day, by country', {
    width: 640,
    height: 230,
    marginLeft: 36,
    marginBottom: 34,
    x: { domain: days, label: null },
    y: { label: null },
    color: {
      domain: countries,
      range: countries.map((code) => countryColours[code] ?? otherColour),
    },
    marks: [
      gridY({ stroke: '#cbd2d9', strokeOpacity: 1 }),
      axisY({ tickFormat: (value: number) => (Number.isInteger(value) ? String(value) : ''), tickSize: 0 }),
      axisX({
        tickFormat: (day: string) =>
          days.length > 31 && Number(day.slice(8)) % 5 ? '' : String(Number(day.slice(8))),
        tickSize: 0,
      }),
      barY(figures.days, {
        x: 'day',
        y: 'events',
        fill: 'country',
        order: countries,
        title: ({ day, country, events }: (typeof figures.days)[number]) =>
          `${day}, ${countryName(country)}: ${events}`,
      }),
      ruleY([0], { stroke: '#1f2933' }),
    ],
  })
}

function daysOf(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
