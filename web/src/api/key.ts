import { storedSignal } from '../address/stored-signal.ts'

/** The reader's API key; empty where the gateway is open. GraphiQL knows it by the same name. */
export const apiKey = storedSignal<string>('bulletin.key', '')

export function authorization(): Record<string, string> {
  return apiKey.value ? { authorization: `Bearer ${apiKey.value}` } : {}
}
