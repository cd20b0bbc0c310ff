import type { ReleaseDocument } from '../../../model/release-document.ts'

export const releaseFormats = ['md', 'html', 'pdf', 'docx'] as const
export type ReleaseFormat = (typeof releaseFormats)[number]

interface Format {
  type: string
  /** Writers draw and set type with large libraries; a gateway loads them with the first release it is asked for. */
  writer(): Promise<(document: ReleaseDocument) => string | Promise<Buffer>>
}

const formats: Record<ReleaseFormat, Format> = {
  md: {
    type: 'text/markdown; charset=utf-8',
    writer: async () => (await import('./markdown.ts')).toMarkdown,
  },
  html: { type: 'text/html; charset=utf-8', writer: async () => (await import('./html.ts')).toHtml },
  pdf: { type: 'application/pdf', writer: async () => (await import('./pdf/to-pdf.ts')).toPdf },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    writer: async () => (await import('./docx.ts')).toDocx,
  },
}

export function contentTypeOf(format: ReleaseFormat): string {
  return formats[format].type
}

/** A release as a file of a format. */
export async function writeRelease(document: ReleaseDocument, format: ReleaseFormat): Promise<Buffer> {
  return Buffer.from(await (await formats[format].writer())(document))
}
