import type { SourceResponse } from '../../../src/connector/types.ts'
import type { SourceFacts } from '../../../src/model/source.ts'

export const site: SourceFacts = {
  id: 'kz/example',
  country: 'KZ',
  name: 'Example',
  authority: 'Example',
  homepage: 'https://example.kz/ru/',
  language: 'ru',
  timeZone: 'Asia/Almaty',
  scope: 'all-police-news',
  pollEverySeconds: 600,
  hosts: ['example.kz', 'www.example.kz'],
}

/** A site's answer: what was asked, what came, and where redirects led. */
export function answer(
  requestedUrl: string,
  body: string | object,
  {
    status = 200,
    headers = {},
    url = requestedUrl,
  }: Partial<Pick<SourceResponse, 'status' | 'headers' | 'url'>> = {},
): SourceResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    requestedUrl,
    url,
    status,
    headers,
    text,
    bytes: new TextEncoder().encode(text),
    fetchedAt: '2025-08-29T04:00:00Z',
    sha256: '0'.repeat(64),
    notModified: false,
  }
}
