import type { ReleaseDocument } from '../../../model/release-document.ts'
import { dailyChart } from './daily-chart.ts'
import { kindsChart } from './kinds-chart.ts'
import { regionMap } from './region-map.ts'
import type { SvgPlot } from './svg-plot.ts'

export interface ReleasePlots {
  map: SvgPlot | null
  /** In the colours of the countries. */
  charts: SvgPlot[]
}

/** What a release shows as pictures; those there is enough for. */
export function releasePlots(document: ReleaseDocument): ReleasePlots {
  const charts = [kindsChart(document), dailyChart(document)]
  return { map: regionMap(document), charts: charts.filter((chart) => chart !== null) }
}
