import type { TextKey } from '../i18n/locale.ts'
import { releaseIn } from '../releases/release-address.ts'

/** Screens with a place in the navigation. */
export const screens: { path: string; name: TextKey }[] = [
  { path: '/', name: 'wire' },
  { path: '/map', name: 'map' },
  { path: '/timeline', name: 'timeline' },
  { path: '/sources', name: 'sources' },
  { path: '/releases', name: 'releases' },
]

export function isScreen(path: string): boolean {
  return (
    screens.some((screen) => screen.path === path) ||
    eventIdIn(path) !== null ||
    releaseIn(path) !== undefined
  )
}

/** Of `/events/…`; null elsewhere. */
export function eventIdIn(path: string): string | null {
  return /^\/events\/([\w-]+)$/.exec(path)?.[1] ?? null
}
