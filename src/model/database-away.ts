/** Connections refused, broken or too many; servers that stop, start or have no room. */
const states = /^(?:08...|53...|57P0[1-5]|58...)$/
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'])
const said =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

/** Whether a statement failed because the database could not work, not because of what it was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  const code = 'code' in error ? String(error.code) : ''
  return states.test(code) || network.has(code) || said.test(error.message)
}
