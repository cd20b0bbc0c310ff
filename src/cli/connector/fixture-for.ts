import type { Detected } from './detect-kind.ts'
import type { SavedPages } from './saved-pages.ts'

export interface FetchedPage {
  bytes: Uint8Array
  status: number
  fetchedAt: string
  contentType: string | undefined
  finalUrl?: string
}

/** Name of the page's file and its description, for the strategy that reads it. */
export function fixtureFor(
  detected: Detected,
  url: string,
  page: FetchedPage,
): { file: string; meta: Omit<SavedPages, 'folder'> } {
  const { file, strategy, type } = forms(detected)
  const { status, fetchedAt, contentType = type, finalUrl } = page
  const saved = {
    file,
    strategy,
    url,
    ...(finalUrl && finalUrl !== url && { finalUrl }),
    status,
    headers: { 'content-type': contentType },
  }
  return { file, meta: { fetchedAt, pages: [saved] } }
}

function forms({ kind }: Detected): { file: string; strategy: string; type: string } {
  if (kind === 'feed')
    return { file: 'page.feed.xml', strategy: 'feed', type: 'application/rss+xml; charset=utf-8' }
  if (kind === 'jsonApi')
    return { file: 'page.api.json', strategy: 'jsonApi', type: 'application/json; charset=utf-8' }
  const strategy = kind === 'joomlaK2' ? 'joomlaK2#2' : 'htmlList'
  return { file: 'page.list.html', strategy, type: 'text/html; charset=utf-8' }
}
