import { axisX, axisY, barX, plot, ruleX } from '@observablehq/plot'
import { useEffect, useRef, useState } from 'preact/hooks'
import { number } from '../i18n/format.ts'
import { locale, t } from '../i18n/locale.ts'
import { seriesOf } from '../timeline/series.ts'
import { inChart } from './figures-of.ts'
import type { Release } from './use-release.ts'

type Rows = Release['figures']['categories']

/** Events by kind of happening, stacked by country, most first. A picture: the table under it says the same. */
export function KindsFigure({ categories }: { categories: Rows }) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)))
    watch.observe(box.current!)
    return () => watch.disconnect()
  }, [])
  const language = locale.value
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew in another language
  useEffect(() => {
    if (!width) return
    const figure = draw(categories, width)
    for (const mark of figure.querySelectorAll('[aria-label]')) mark.removeAttribute('aria-label')
    figure.setAttribute('role', 'img')
    figure.setAttribute('aria-label', t('eventsByKind'))
    box.current!.append(figure)
    return () => figure.remove()
  }, [categories, width, language])
  return <div class="timeline-figure" ref={box} />
}

function draw(categories: Rows, width: number) {
  const rows = categories.map(({ category, country: { code }, events }) => ({
    ...{ start: '', ...inChart(code), events, grams: 0 },
    kind: t(`category_${category}`),
  }))
  const { keys, colours } = seriesOf(rows, 'events')
  const total = (kind: string) => rows.reduce((sum, row) => sum + (row.kind === kind ? row.events : 0), 0)
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort((a, b) => total(b) - total(a))
  return plot({
    width,
    height: 44 + kinds.length * 22,
    marginLeft: 118,
    marginRight: 8,
    marginTop: 6,
    marginBottom: 26,
    className: 'plot',
    style: { background: 'none', color: 'inherit', fontFamily: 'inherit', overflow: 'visible' },
    x: { label: null, grid: true },
    y: { domain: kinds, label: null, padding: 0.25 },
    color: { domain: keys, range: colours },
    marks: [
      axisX({ ticks: 5, tickSize: 0, label: null, tickFormat: (value: number) => number(value) }),
      axisY({ tickSize: 0, label: null }),
      barX(rows, {
        ...{ y: 'kind', x: 'events', fill: 'key', order: keys },
        title: (row: (typeof rows)[number]) => `${row.kind}, ${row.name}: ${number(row.events)}`,
      }),
      ruleX([0], { stroke: 'currentColor', strokeOpacity: 0.4 }),
    ],
  })
}
