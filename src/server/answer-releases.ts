import { LRUCache } from 'lru-cache'
import { BulletinError } from '../model/errors.ts'
import type { ReleaseContent, ReleaseDesk } from '../read/release-desk.ts'
import { fileName } from '../release/compose/formats/release-words.ts'
import {
  contentTypeOf,
  type ReleaseFormat,
  releaseFormats,
  writeRelease,
} from '../release/compose/formats/write-release.ts'
import { answerConditionally } from './answer-conditionally.ts'
import { isErrorCode } from './error-codes.ts'
import type { Step } from './exchange.ts'
import { RequestError } from './request-error.ts'

/** Files kept: a release is set once for all who ask for it. */
const kept = 16

/**
 * `/releases/2025/7.pdf` (html, docx, md): ours, or the imported one with `?origin=imported`; and periods of their own
 * at `/releases/2025-04-01/2025-04-15.pdf`.
 */
export function answerReleases(releases: ReleaseDesk): Step {
  const files = new LRUCache<string, Promise<Buffer>>({ max: kept })

  const fileOf = ({ document, sha256 }: ReleaseContent, format: ReleaseFormat) => {
    const key = `${sha256} ${format}`
    const known = files.get(key)
    if (known) return known
    const file = writeRelease(document, format)
    files.set(key, file)
    file.catch(() => files.delete(key))
    return file
  }

  return async (exchange) => {
    const { path, method, search } = exchange
    if (!path.startsWith('/releases/')) return false
    const wanted = readPath(path)
    if (!wanted)
      throw new RequestError(
        'NOT_FOUND',
        'Releases are at /releases/2025/7.pdf, or of a period of its own at /releases/2025-04-01/2025-04-15.pdf: html, pdf, docx, md.',
      )
    if (!['GET', 'HEAD'].includes(method))
      throw new RequestError('METHOD_NOT_ALLOWED', `Use GET, not ${method}.`, { allow: 'GET, HEAD' })
    const origin =
      new URLSearchParams(search).get('origin')?.toUpperCase() === 'IMPORTED' ? 'IMPORTED' : 'COMPOSED'
    const { first, last, format } = wanted
    const release = await (wanted.isPeriod
      ? releases.period(first, last)
      : releases.release(Number(first), Number(last), origin)
    ).catch(toRequestError)
    if (!release) throw new RequestError('NOT_FOUND', `Release ${last} of ${first} was not imported.`)
    const content = await release.content().catch(toRequestError)
    return answerConditionally(exchange, {
      headers: {
        'content-type': contentTypeOf(format),
        'content-disposition': `${format === 'docx' ? 'attachment' : 'inline'}; filename="${fileName(content.document)}.${format}"`,
        ...(format === 'html' && {
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
          'referrer-policy': 'no-referrer',
        }),
      },
      version: `${content.sha256} ${origin} ${format}`,
      modified: release.publishedAt,
      body: () => fileOf(content, format),
    })
  }
}

/** Year and number, or first and last day. */
function readPath(
  path: string,
): { isPeriod: boolean; first: string; last: string; format: ReleaseFormat } | null {
  const match = /^\/releases\/(?:(\d{4})\/(\d{1,2})|(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d))\.([a-z]+)$/.exec(
    path,
  )
  const format = releaseFormats.find((each) => each === match?.[5])
  if (!match || !format) return null
  const isPeriod = match[3] !== undefined
  return { isPeriod, first: match[1] ?? match[3]!, last: match[2] ?? match[4]!, format }
}

function toRequestError(error: unknown): never {
  if (error instanceof BulletinError && isErrorCode(error.code))
    throw new RequestError(error.code, error.message)
  throw error
}
