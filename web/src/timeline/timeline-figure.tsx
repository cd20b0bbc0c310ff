import {
  axisX,
  axisY,
  plot,
  pointerX,
  type RectYOptions,
  rectY,
  ruleY,
  stackY,
  tip,
} from '@observablehq/plot'
import { useEffect, useRef, useState } from 'preact/hooks'
import { changeFilters } from '../address/filters.ts'
import type { Interval } from '../generated/graphql.ts'
import { dayInShort, mass, number } from '../i18n/format.ts'
import { locale, t } from '../i18n/locale.ts'
import { endOf, lastDayOf } from './intervals.ts'
import { seriesOf } from './series.ts'
import type { TimelineRow } from './use-timeline.ts'

interface Props {
  rows: TimelineRow[]
  measure: 'events' | 'grams'
  interval: Interval
  small?: boolean
  /** Shows its own figures and filters nothing. */
  still?: boolean
}

/** Stacked bars; a click narrows the period to the bar. */
export function TimelineFigure({ rows, measure, interval, small = false, still = false }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(small ? 340 : 0)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)))
    watch.observe(box.current!)
    return () => watch.disconnect()
  }, [])
  const language = locale.value
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew in another language
  useEffect(() => {
    if (!width) return
    const figure = draw({ rows, measure, interval, small, width })
    nameMarks(figure)
    figure.setAttribute('role', 'img')
    figure.setAttribute('aria-label', t('timelineLabel'))
    figure.removeAttribute('tabindex')
    if (!still)
      figure.addEventListener('click', () => {
        const { value } = figure as unknown as { value: TimelineRow | null }
        if (value) changeFilters({ from: value.start, to: lastDayOf(value.start, interval) })
      })
    box.current!.append(figure)
    return () => figure.remove()
  }, [rows, measure, interval, small, still, width, language])
  return <div class={`timeline-figure ${small ? 'small' : ''}`} ref={box} />
}

/** Names for styles and tests; to those who listen the picture is one, told by its label and by the table. */
function nameMarks(figure: Element): void {
  for (const mark of figure.querySelectorAll('[aria-label]')) {
    mark.setAttribute('data-mark', mark.getAttribute('aria-label')!)
    mark.removeAttribute('aria-label')
  }
}

function draw({ rows, measure, interval, small, width }: Required<Omit<Props, 'still'>> & { width: number }) {
  const series = seriesOf(rows, measure)
  const say = measure === 'grams' ? mass : number
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  const bars: RectYOptions = {
    x1: (row: TimelineRow) => day(row.start),
    x2: (row: TimelineRow) => day(endOf(row.start, interval)),
    y: measure,
    fill: 'key',
    insetLeft: 0.5,
    insetRight: 0.5,
  }
  const stacked = stackY({ order: series.keys }, bars)
  const told = (row: TimelineRow) =>
    [
      interval === 'DAY'
        ? dayInShort(row.start)
        : `${dayInShort(row.start)} – ${dayInShort(lastDayOf(row.start, interval))}`,
      `${series.names.get(row.key)}: ${say(row[measure])}`,
    ].join('\n')
  return plot({
    width,
    height: small ? 130 : Math.max(260, Math.min(420, width * 0.45)),
    marginLeft: small ? 30 : 58,
    marginRight: 8,
    marginTop: 12,
    marginBottom: small ? 22 : 30,
    className: 'plot',
    style: { background: 'none', color: 'inherit', fontFamily: 'inherit', overflow: 'visible' },
    x: { type: 'utc', label: null },
    y: { label: null, grid: true, nice: true, ticks: small ? 3 : 6 },
    color: { domain: series.keys, range: series.colours },
    marks: [
      axisX({ ticks: small ? 4 : Math.max(3, Math.floor(width / 110)), label: null, tickSize: 3 }),
      axisY({ ticks: small ? 3 : 6, tickSize: 0, label: null, tickFormat: (value: number) => say(value) }),
      rectY(series.rows, stacked),
      ruleY([0], { stroke: 'currentColor', strokeOpacity: 0.4 }),
      tip(
        series.rows,
        pointerX({ ...stacked, title: told, fill: 'var(--raised)', stroke: 'var(--line)', anchor: 'bottom' }),
      ),
    ],
  })
}
