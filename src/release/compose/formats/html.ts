import { readFileSync } from 'node:fs'
import type { DocumentEntry, DocumentSection, ReleaseDocument } from '../../../model/release-document.ts'
import { releasePlots } from '../plots/release-plots.ts'
import { countryColours, otherColour, type SvgPlot } from '../plots/svg-plot.ts'
import { periodWords } from '../release-period.ts'
import { escapeHtml } from './escape-html.ts'
import { type FigureTable, figuresNote, figureTables } from './figure-tables.ts'
import {
  bylineOf,
  compiledBy,
  fullTitle,
  numberWords,
  releaseSubtitle,
  releaseTitle,
} from './release-words.ts'

const style = readFileSync(new URL('./release.css', import.meta.url), 'utf8')

/** One page with everything in it, to be read or printed. */
export function toHtml(document: ReleaseDocument): string {
  const { sections, sentence, summary, coverage } = document
  const title = escapeHtml(fullTitle(document))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="number">${escapeHtml(numberWords(document) ?? '')}</p>
<h1>${releaseTitle}</h1>
<p class="subtitle">${escapeHtml(releaseSubtitle)}</p>
<p class="period">${escapeHtml(periodWords(document))}</p>
<p class="compiled">${escapeHtml(compiledBy)}</p>
</header>
<main>
<section class="opening">
<p class="counts">${escapeHtml(sentence)}</p>
${summary ? paragraphs(summary.split(/\n\s*\n/)) : ''}
</section>
${contents(sections)}
${sections.map(section).join('\n')}
${figures(document)}
${coverage.length ? `<section class="coverage" id="coverage"><h2>Coverage</h2>${paragraphs(coverage)}</section>` : ''}
</main>
</body>
</html>
`
}

function contents(sections: DocumentSection[]): string {
  const items = sections.map(
    ({ heading, country, entries }) =>
      `<li><a href="#${country}">${escapeHtml(heading)}</a> <span>${entries.length}</span><ol>${entries
        .map(
          ({ ordinal, title }) =>
            `<li value="${ordinal}"><a href="#event-${ordinal}">${escapeHtml(title)}</a></li>`,
        )
        .join('')}</ol></li>`,
  )
  return `<nav aria-label="Contents"><h2>Contents</h2><ul>${items.join('')}</ul></nav>`
}

function section({ country, heading, entries }: DocumentSection): string {
  return `<section id="${escapeHtml(country)}"><h2>${escapeHtml(heading)}</h2>\n${entries.map(article).join('\n')}\n</section>`
}

function article(entry: DocumentEntry): string {
  const { ordinal, title, url, alsoReported, wording, language } = entry
  const tongue = wording === 'UNTRANSLATED' && language !== 'und' ? ` lang="${escapeHtml(language)}"` : ''
  return `<article id="event-${ordinal}">
<h3${tongue}>${escapeHtml(title)}</h3>
<div${tongue}>${paragraphs(entry.paragraphs)}</div>
<footer><p>${escapeHtml(bylineOf(entry))}</p>${url ? `<p>${link(url, url)}</p>` : ''}${alsoReported
    .map((other) => `<p>Also reported by ${escapeHtml(other.source)}: ${link(other.url, other.url)}</p>`)
    .join('')}</footer>
</article>`
}

function figures(document: ReleaseDocument): string {
  const tables = figureTables(document)
  const { map, charts } = releasePlots(document)
  if (!tables.length && !map && !charts.length) return ''
  return `<section class="figures" id="figures"><h2>Figures of the period</h2>
${map ? figure(map) : ''}
${charts.map((chart) => figure(chart, legend(document.sections))).join('\n')}
${tables.map(tableHtml).join('\n')}
<p class="note">${escapeHtml(figuresNote(document.figures))}</p></section>`
}

function figure({ svg, title }: SvgPlot, more = ''): string {
  return `<figure>${svg}<figcaption>${escapeHtml(title)}${more}</figcaption></figure>`
}

function legend(sections: DocumentSection[]): string {
  return `<span class="legend">${sections
    .map(
      ({ country, name }) =>
        `<span><i style="background:${countryColours[country] ?? otherColour}"></i>${escapeHtml(name)}</span>`,
    )
    .join('')}</span>`
}

function tableHtml({ title, header, rows }: FigureTable): string {
  const [corner, ...columns] = header
  return `<table><caption>${escapeHtml(title)}</caption><thead><tr><td>${escapeHtml(corner!)}</td>${columns
    .map((name) => `<th scope="col">${escapeHtml(name)}</th>`)
    .join('')}</tr></thead><tbody>${rows
    .map(
      ([name, ...cells]) =>
        `<tr><th scope="row">${escapeHtml(name!)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
    )
    .join('')}</tbody></table>`
}

function paragraphs(texts: string[]): string {
  return texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')
}

function link(url: string, text: string): string {
  return `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${escapeHtml(text)}</a>`
}
