import { type PlotOptions, plot } from '@observablehq/plot'
import { parseHTML } from 'linkedom'

export interface SvgPlot {
  /** A whole SVG document. */
  svg: string
  width: number
  height: number
  /** What it shows, for who cannot see it. */
  title: string
}

export const plotFont = 'Noto Sans'

/** Colours of the states, told apart also by who sees few colours; the same in every plot. */
export const countryColours: Record<string, string> = {
  AZ: '#4269d0',
  KZ: '#efb118',
  KG: '#ff725c',
  RU: '#6cc5b0',
  TJ: '#3ca951',
  TM: '#ff8ab7',
  UZ: '#a463f2',
}
export const otherColour = '#9498a0'

/** Draws without a browser. */
export function svgPlot(title: string, options: PlotOptions & { width: number; height: number }): SvgPlot {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const drawn = plot({
    ...options,
    document,
    style: { fontFamily: `"${plotFont}", sans-serif`, color: '#1f2933', background: 'none' },
  })
  drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  drawn.setAttribute('role', 'img')
  drawn.setAttribute('aria-label', title)
  // Rules for a page around it; what they set is set here already.
  for (const style of drawn.querySelectorAll('style')) style.remove()
  return { svg: drawn.outerHTML, width: options.width, height: options.height, title }
}
