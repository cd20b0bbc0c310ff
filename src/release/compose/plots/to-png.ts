import { Resvg } from '@resvg/resvg-js'
import { fonts } from '../formats/fonts.ts'
import { plotFont, type SvgPlot } from './svg-plot.ts'

/** The plot as PNG, `scale` times its own size; with our fonts, whatever the machine has. */
export function toPng({ svg, width }: SvgPlot, scale = 3): Buffer {
  const drawn = new Resvg(svg, {
    fitTo: { mode: 'width', value: width * scale },
    font: {
      loadSystemFonts: false,
      fontFiles: [fonts.sans, fonts.sansBold],
      defaultFontFamily: plotFont,
      sansSerifFamily: plotFont,
    },
  })
  return drawn.render().asPng()
}
