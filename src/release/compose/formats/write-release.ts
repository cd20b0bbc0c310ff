import type { ReleaseDocument } from '../../../model/release-document.ts'
import { toDocx } from './docx.ts'
import { toHtml } from './html.ts'
import { toMarkdown } from './markdown.ts'
import { toPdf } from './pdf/to-pdf.ts'

export const releaseFormats = ['md', 'html', 'pdf', 'docx'] as const
export type ReleaseFormat = (typeof releaseFormats)[number]

const formats: Record<
  ReleaseFormat,
  { type: string; write(document: ReleaseDocument): string | Promise<Buffer> }
> = {
  md: { type: 'text/markdown; charset=utf-8', write: toMarkdown },
  html: { type: 'text/html; charset=utf-8', write: toHtml },
  pdf: { type: 'application/pdf', write: toPdf },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: toDocx,
  },
}

export function contentTypeOf(format: ReleaseFormat): string {
  return formats[format].type
}

/** A release as a file of a format. */
export async function writeRelease(document: ReleaseDocument, format: ReleaseFormat): Promise<Buffer> {
  return Buffer.from(await formats[format].write(document))
}
