import { effect, type Signal, signal } from '@preact/signals'

/** A choice remembered on this device; forgotten where the browser keeps nothing. */
export function storedSignal<T extends string>(key: string, initial: T): Signal<T> {
  const choice = signal<T>((read(key) as T | null) ?? initial)
  effect(() => write(key, choice.value))
  return choice
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string): void {
  try {
    if (value) localStorage.setItem(key, value)
    else localStorage.removeItem(key)
  } catch {
    // Private windows may refuse; the choice lasts as long as the page then.
  }
}
