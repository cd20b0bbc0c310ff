import { signal } from '@preact/signals'

const spoken = signal('')
const shown = signal('')
let hiding = 0

/** Tells screen readers, politely; with `show` also those who see, for a few seconds. */
export function announce(sentence: string, { show = false } = {}): void {
  // The same sentence twice is spoken twice only when it differs.
  spoken.value = spoken.value === sentence ? `${sentence}\u00a0` : sentence
  if (!show) return
  shown.value = sentence
  clearTimeout(hiding)
  hiding = window.setTimeout(() => {
    shown.value = ''
  }, 4_000)
}

export function Announcer() {
  return (
    <>
      <p class="hidden" role="status" aria-live="polite">
        {spoken.value}
      </p>
      {shown.value && (
        <p class="toast" aria-hidden="true">
          {shown.value}
        </p>
      )}
    </>
  )
}
