import { expect, test } from 'vitest'
import { createFetcher } from '../../src/fetch/index.ts'
import { SourceUnreachable } from '../../src/model/errors.ts'

test('a name that no name server knows is told as that, with what to look at', async () => {
  await using fetcher = createFetcher({ limits: { retryBaseMs: 1 }, random: () => 0 })
  const host = 'news.police.invalid'
  const failure = await fetcher
    .fetch({ url: `https://${host}/feed`, expect: 'feed' }, { allowedHosts: [host] })
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(SourceUnreachable)
  expect(failure).toMatchObject({ reason: 'dns', retryable: true, message: expect.stringContaining(host) })
})
