export { strategyNames } from '../../connector/strategy-names.ts'

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceRequest, SourceResponse } from '../../connector/types.ts'
import { decodeBody } from '../../fetch/charset.ts'

/** One saved answer, as `page.meta.json` describes it. */
export interface SavedPage {
  file: string
  /** Kind of the strategy it is for; `htmlList#2` for the second of that kind. */
  strategy: string
  /** Address asked; the strategy's first request when absent. */
  url?: string
  /** Address that answered, where redirects led elsewhere. */
  finalUrl?: string
  status: number
  headers: Record<string, string>
  fetchedAt?: string
}

export interface SavedPages {
  folder: string
  /** When the pages were fetched; printed dates are relative to it. */
  fetchedAt: string
  pages: SavedPage[]
}

/** Null when the folder has no `page.meta.json`. */
export function loadSavedPages(folder: string): SavedPages | null {
  const meta = join(folder, 'page.meta.json')
  if (!existsSync(meta)) return null
  const { fetchedAt, pages } = JSON.parse(readFileSync(meta, 'utf8')) as Omit<SavedPages, 'folder'>
  return { folder, fetchedAt, pages }
}

/** Finds the saved answer to a request and counts what was asked for. */
export function answerFrom({ folder, fetchedAt, pages }: SavedPages, strategy: string) {
  const own = pages.filter((page) => page.strategy === strategy)
  const asked = new Set<SavedPage>()
  return {
    asked,
    unasked: () => own.filter((page) => !asked.has(page)),
    answer(request: SourceRequest, isFirst: boolean): SourceResponse | null {
      const page = own.find(({ url }) => (url === undefined ? isFirst : sameAddress(url, request.url)))
      if (!page) return null
      asked.add(page)
      const bytes = readFileSync(join(folder, page.file))
      const headers = Object.fromEntries(
        Object.entries(page.headers).map(([name, value]) => [name.toLowerCase(), value]),
      )
      return {
        requestedUrl: request.url,
        url: page.finalUrl ?? request.url,
        status: page.status,
        headers,
        text: decodeBody(bytes, headers['content-type']).text,
        bytes,
        fetchedAt: page.fetchedAt ?? fetchedAt,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        notModified: false,
      }
    },
  }
}

function sameAddress(a: string, b: string): boolean {
  return new URL(a).href === new URL(b).href
}
