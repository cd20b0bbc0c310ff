import { readFileSync } from 'node:fs'
import { answer, type Step } from './exchange.ts'

const page = readFileSync(new URL('./landing-page.html', import.meta.url))

/** `/`: what this is and three queries to try. */
export const answerLandingPage: Step = (exchange) => {
  if (exchange.path !== '/' || !['GET', 'HEAD'].includes(exchange.method)) return false
  return answer(
    exchange,
    200,
    {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
    page,
  )
}
