import { type Logger, pino, stdSerializers } from 'pino'
import type { LogLevel } from './config.ts'
import { traceIds } from './trace/span.ts'

export interface LogOptions {
  level: LogLevel
  /** Lines for people instead of JSON. */
  readable?: boolean
  /** Where lines go; standard error when absent, since standard output belongs to the commands' results. */
  write?: (line: string) => void
}

/** The one logger; every line is complete when the call returns, so that nothing is lost in a crash. */
export function createLog({ level, readable = false, write = toStderr }: LogOptions): Logger {
  const options = { level, base: null, mixin: traceIds, serializers: { err: stdSerializers.err } }
  const put = readable ? (line: string) => write(toReadable(line)) : write
  return pino(options, { write: (line: string) => put(hideSecrets(line)) })
}

/**
 * Whatever ends up in a message, an address or a stack: keys, tokens, credentials of headers and of connection
 * strings. Works on the finished line, so that no field is forgotten.
 */
export function hideSecrets(line: string): string {
  return line
    .replace(/\bbul_[\w-]{8,}/g, 'bul_[hidden]')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token hidden]')
    .replace(/\b(Bearer|Basic)(\s+)[\w+/=.~-]{6,}/gi, '$1$2[hidden]')
    .replace(/(:\/\/[^\s:@/"\\]*):[^\s@/"\\]+@/g, '$1:[hidden]@')
    .replace(
      /((?:api_?key|access_token|password|secret|x-api-key)(?:\\?"\s*:\s*\\?"|=))[^\s"&\\]+/gi,
      '$1[hidden]',
    )
}

function toStderr(line: string): void {
  process.stderr.write(line)
}

const names: Record<number, string> = { 20: 'debug', 30: 'info', 40: 'WARN', 50: 'ERROR' }

/** `12:00:01 info  polled source=kz/polisia-ru added=3` */
function toReadable(line: string): string {
  const { level, time, msg, err, ...details } = JSON.parse(line) as Record<string, unknown>
  const at = new Date(Number(time)).toTimeString().slice(0, 8)
  const said = Object.entries(details).map(([name, value]) => `${name}=${inline(value)}`)
  const parts = [at, (names[Number(level)] ?? String(level)).padEnd(5), msg, ...said]
  const stack = (err as { stack?: string } | undefined)?.stack
  return `${parts.join(' ')}\n${stack ? `${stack}\n` : ''}`
}

function inline(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return /\s/.test(text) && typeof value === 'string' ? JSON.stringify(text) : text
}
