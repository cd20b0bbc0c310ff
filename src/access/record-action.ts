import type { AuditEntry } from '../model/access.ts'
import { BulletinError } from '../model/errors.ts'
import type { AuditLog } from '../store/audit-log.ts'

type Action = Pick<AuditEntry, 'at' | 'caller' | 'requestId' | 'action' | 'arguments'>

/** Runs an action between its two marks in the audit log; what cannot be recorded is not done. */
export async function recordAction<T>(
  audit: AuditLog,
  action: Action,
  run: () => Promise<T> | T,
): Promise<T> {
  const id = await audit.begin({ ...action, arguments: withoutSecrets(action.arguments) })
  try {
    const result = await run()
    await audit.end(id, 'DONE', null)
    return result
  } catch (error) {
    const isOurs = error instanceof BulletinError
    const detail = isOurs ? `${error.code}: ${error.message}` : 'INTERNAL_SERVER_ERROR'
    await audit.end(id, isOurs && error.code === 'FORBIDDEN' ? 'REFUSED' : 'FAILED', detail)
    throw error
  }
}

const secretName = /secret|token|passw|authorization|cookie|api_?key$/i

/** The same shape, values under telling names hidden, long texts cut. */
export function withoutSecrets<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return (value.length > 500 ? `${value.slice(0, 500)}…` : value) as T
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date || value instanceof URL) return String(value) as T
  if (depth > 6) return '…' as T
  if (Array.isArray(value)) return value.slice(0, 50).map((each) => withoutSecrets(each, depth + 1)) as T
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretName.test(name) && inner != null ? '[hidden]' : withoutSecrets(inner, depth + 1),
    ]),
  ) as T
}
