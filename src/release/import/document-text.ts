import { createHash } from 'node:crypto'
import { BadInput } from '../../model/errors.ts'
import { pdfText } from './pdf-text.ts'

/** A file as an editor hands it in. */
export interface DocumentFile {
  name: string
  bytes: Uint8Array
}

export interface Document {
  name: string
  text: string
  bytes: Uint8Array
  /** SHA-256 of the bytes, hex. */
  sha256: string
  contentType: 'application/pdf' | 'text/markdown' | 'text/plain'
}

const tooLarge = 64 * 1024 * 1024

/** The text of a document. Throws `BadInput` with what to do where it holds none that can be read. */
export async function readDocument({ name, bytes }: DocumentFile): Promise<Document> {
  if (bytes.length === 0) throw new BadInput(`${name} is empty.`)
  if (bytes.length > tooLarge) throw new BadInput(`${name} is larger than 64 MiB.`)
  const isPdf = Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
  const text = isPdf ? await pdfText(bytes) : plainText(name, bytes)
  if (!text.trim())
    throw new BadInput(`${name} holds no text${isPdf ? '; if it is a scan, recognise its text first' : ''}.`)
  return {
    name,
    text,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    contentType: isPdf
      ? 'application/pdf'
      : /\.(?:md|markdown)$/i.test(name)
        ? 'text/markdown'
        : 'text/plain',
  }
}

function plainText(name: string, bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 8))
  if (head.includes('PK\u0003\u0004'))
    throw new BadInput(`${name} is a DOCX or ZIP file: save it as PDF or as text.`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new BadInput(`${name} is not UTF-8 text, Markdown or PDF: save it as one of these.`)
  }
}
