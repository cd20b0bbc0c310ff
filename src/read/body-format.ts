import TurndownService from 'turndown'

export type TextFormat = 'TEXT' | 'HTML' | 'MARKDOWN'

interface Text {
  /** Plain text, paragraphs separated by empty lines. */
  body: string
  /** Sanitised; null where the site gave text only. */
  bodyHtml: string | null
}

const turndown = new TurndownService({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced' })

/** A text in the form asked for. */
export function bodyIn(format: TextFormat, { body, bodyHtml }: Text): string {
  if (format === 'TEXT') return body
  if (format === 'HTML') return bodyHtml ?? paragraphs(body).map(toHtml).join('\n')
  return bodyHtml ? turndown.turndown(bodyHtml) : paragraphs(body).map(toMarkdown).join('\n\n')
}

function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '')
}

function toHtml(paragraph: string): string {
  const escaped = paragraph.trim().replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
  return `<p>${escaped.replaceAll('\n', '<br>')}</p>`
}

/** A single line break would join the lines; two spaces before it keep them apart. */
function toMarkdown(paragraph: string): string {
  const lines = paragraph.trim().split('\n')
  return lines.map((line) => turndown.escape(line.trim())).join('  \n')
}
