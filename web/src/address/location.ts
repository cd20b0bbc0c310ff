import { computed, signal } from '@preact/signals'

/** Where the reader is. Screens are functions of it, so that an address can be shared and gone back to. */
const current = signal({ path: location.pathname, search: location.search })

export const path = computed(() => current.value.path)
export const search = computed(() => current.value.search)

interface Entry {
  scrollY?: number
}

history.scrollRestoration = 'manual'
addEventListener('popstate', () => {
  current.value = { path: location.pathname, search: location.search }
  // Within a screen the browser goes there by itself.
  if (!history.state && location.hash) return
  const { scrollY = 0 } = (history.state ?? {}) as Entry
  // Once for what is drawn at once, once more for what a first measure of the page moves.
  requestAnimationFrame(() => {
    scrollTo(0, scrollY)
    requestAnimationFrame(() => scrollTo(0, scrollY))
  })
})

let saving = 0
addEventListener(
  'scroll',
  () => {
    clearTimeout(saving)
    saving = window.setTimeout(() => history.replaceState({ scrollY }, ''), 120)
  },
  { passive: true },
)

/** Goes to an address of this page; a new screen begins at its top. */
export function navigate(to: string, { replace = false } = {}): void {
  const url = new URL(to, location.href)
  if (url.href === location.href) return
  const elsewhere = url.pathname !== location.pathname
  clearTimeout(saving)
  if (replace) history.replaceState(history.state, '', url)
  else {
    history.replaceState({ scrollY }, '')
    history.pushState({}, '', url)
  }
  current.value = { path: url.pathname, search: url.search }
  if (elsewhere) scrollTo(0, 0)
}

/** Lets plain clicks on links of this page change the screen without a new request of the page. */
export function followLinks(isScreen: (path: string) => boolean): void {
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = (event.target as Element | null)?.closest?.('a')
    if (!link?.href || link.target || link.hasAttribute('download')) return
    const url = new URL(link.href)
    if (url.origin !== location.origin || !isScreen(url.pathname) || url.hash) return
    event.preventDefault()
    navigate(url.href)
  })
}
