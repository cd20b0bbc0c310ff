import type { Step } from './exchange.ts'
import { RequestError } from './request-error.ts'

/** Last of the list: nothing is served at this address. */
export const answerNotFound: Step = ({ path }) => {
  const shown = path.length > 80 ? `${path.slice(0, 80)}…` : path
  throw new RequestError('NOT_FOUND', `Nothing is served at ${shown}. The API is at /graphql.`)
}
