import { type Logger, pino, stdSerializers } from 'pino'
import type { LogLevel } from './config.ts'

export interface LogOptions {
  level: LogLevel
  /** Lines for people instead of JSON. */
  readable?: boolean
  /** Where lines go; standard error when absent, since standard output belongs to the commands' results. */
  write?: (line: string) => void
}

/** The one logger; every line is complete when the call returns, so that nothing is lost in a crash. */
export function createLog({ level, readable = false, write = toStderr }: LogOptions): Logger {
  const options = { level, base: null, serializers: { err: stdSerializers.err } }
  return pino(options, { write: readable ? (line: string) => write(toReadable(line)) : write })
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
