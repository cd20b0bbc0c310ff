import { answer, type Step } from './exchange.ts'

const methods = 'GET, HEAD, POST, OPTIONS'

/**
 * Any page may read: no cookie ever carries rights, so a browser has none to lend. What a client may send is
 * listed; what it may read besides the body is the id to quote in a report.
 */
export const allowOrigins: Step = (exchange) => {
  const { request, response, method } = exchange
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader(
    'access-control-expose-headers',
    'x-request-id, retry-after, ratelimit, ratelimit-policy, x-query-cost, x-coverage, content-disposition',
  )
  if (method !== 'OPTIONS') return false
  if (!request.headers['access-control-request-method']) return answer(exchange, 204, { allow: methods })
  return answer(exchange, 204, {
    'access-control-allow-methods': methods,
    'access-control-allow-headers':
      'accept, authorization, content-type, last-event-id, x-api-key, x-request-id, ' +
      'apollo-require-preflight, apollographql-client-name, apollographql-client-version',
    'access-control-max-age': '86400',
  })
}
