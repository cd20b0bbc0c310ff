import { join } from 'node:path'
import { answer, type Exchange, type Step } from './exchange.ts'
import { openPageAssets, type PageFile } from './page-assets.ts'

/** Where the build of `web/` lies. */
const built = join(import.meta.dirname, '../../web/dist')

/** Addresses of the page analysts open; each screen is the same document. */
const screens = /^\/(?:map|timeline|sources|events\/[\w-]+|releases(?:\/[\d-]+\/[\d-]+)?)?$/

/** Scripts only from here and none inline; plots and editors write styles of their own. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const documentHeaders = {
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  // Asked for again each time, so that a new build is seen at once; answered with 304 while it is the same.
  'cache-control': 'no-cache',
}
const assetHeaders = { 'cache-control': 'public, max-age=31536000, immutable' }

/**
 * `/` and its screens, `/graphiql`, and the files they are made of, from `folder` as built. Where nothing is
 * built the page says how to.
 */
export async function answerPage(folder = built): Promise<Step> {
  const assets = await openPageAssets(folder)
  return async (exchange) => {
    if (exchange.method !== 'GET' && exchange.method !== 'HEAD') return false
    const { path } = exchange
    const document = documentAt(path)
    if (!document && !path.startsWith('/assets/')) return false
    const file = await assets.read(
      document ?? path.slice(1),
      String(exchange.request.headers['accept-encoding'] ?? ''),
    )
    if (file) return send(exchange, file, document ? documentHeaders : assetHeaders)
    return document ? answer(exchange, 200, notBuiltHeaders, notBuilt) : false
  }
}

function documentAt(path: string): string | null {
  if (screens.test(path)) return 'index.html'
  return path === '/graphiql' || path === '/graphiql/' ? 'graphiql/index.html' : null
}

function send(exchange: Exchange, file: PageFile, headers: Record<string, string>): true {
  const all = {
    ...headers,
    etag: file.etag,
    vary: 'accept-encoding',
    'content-type': file.type,
    ...(file.encoding && { 'content-encoding': file.encoding }),
  }
  const known = (exchange.request.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
  if (!known.includes(file.etag) && !known.includes('*')) return answer(exchange, 200, all, file.bytes)
  exchange.response.writeHead(304, { ...headers, etag: file.etag, vary: 'accept-encoding' }).end()
  return true
}

const notBuiltHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'",
}
const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Bulletin</title>
<h1>Bulletin</h1>
<p>This page is not built yet. Run <code>npm run build</code> in the project's folder and start the gateway again.
<p>The API works without it, at <code>/graphql</code>: POST JSON, or GET with <code>?query=</code>.
</html>
`
