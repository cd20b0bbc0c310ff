type Write = (details: object, message: string) => void

/** The part of a pino logger that the server uses. */
export interface ServerLog {
  debug: Write
  info: Write
  warn: Write
  error: Write
}
