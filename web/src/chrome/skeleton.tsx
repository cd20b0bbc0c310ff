import { t } from '../i18n/locale.ts'

/** Where rows will stand; those who listen are told that they are on their way. */
export function Skeleton({ rows }: { rows: number }) {
  return (
    <div class="skeleton">
      <p class="hidden">{t('loading')}</p>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} aria-hidden="true">
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}
