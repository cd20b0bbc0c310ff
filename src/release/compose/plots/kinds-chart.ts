import { axisX, axisY, barX, gridX, ruleX } from '@observablehq/plot'
import type { ReleaseDocument } from '../../../model/release-document.ts'
import { countryName, inCustomaryOrder } from '../customary-order.ts'
import { kindWords } from '../formats/release-words.ts'
import { countryColours, otherColour, type SvgPlot, svgPlot } from './svg-plot.ts'

/** Events by kind of happening, stacked by country; null where no kind is told. */
export function kindsChart({ figures }: ReleaseDocument): SvgPlot | null {
  const { categories } = figures
  if (categories.length === 0) return null
  const countries = inCustomaryOrder(categories.map(({ country }) => country))
  const totals = Map.groupBy(categories, ({ category }) => category)
  const sum = (category: (typeof categories)[number]['category']) =>
    totals.get(category)!.reduce((total, { events }) => total + events, 0)
  const kinds = [...totals.keys()].sort((a, b) => sum(b) - sum(a) || (a < b ? -1 : 1))
  return svgPlot('Events by kind; one of two kinds counts in both', {
    width: 640,
    height: 56 + kinds.length * 22,
    marginLeft: 92,
    marginBottom: 28,
    x: { label: null },
    y: { domain: kinds, label: null, padding: 0.25 },
    color: { domain: countries, range: countries.map((code) => countryColours[code] ?? otherColour) },
    marks: [
      gridX({ stroke: '#cbd2d9', strokeOpacity: 1 }),
      axisX({ tickFormat: (value: number) => (Number.isInteger(value) ? String(value) : ''), tickSize: 0 }),
      axisY({ tickFormat: kindWords, tickSize: 0 }),
      barX(categories, {
        y: 'category',
        x: 'events',
        fill: 'country',
        order: countries,
        title: ({ category, country, events }: (typeof categories)[number]) =>
          `${kindWords(category)}, ${countryName(country)}: ${events}`,
      }),
      ruleX([0], { stroke: '#1f2933' }),
    ],
  })
}
