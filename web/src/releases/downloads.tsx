import { useState } from 'preact/hooks'
import { apiKey, authorization } from '../api/key.ts'
import type { ReleaseOrigin } from '../generated/graphql.ts'
import { t } from '../i18n/locale.ts'
import { type ReleaseName, releasePath } from './release-address.ts'

const formats = [
  { ending: 'pdf', name: 'PDF' },
  { ending: 'docx', name: 'DOCX' },
  { ending: 'html', name: 'HTML' },
  { ending: 'md', name: 'Markdown' },
]

/** The release as files. A link sends no key: with one the file is fetched here and handed on. */
export function Downloads({ name, origin }: { name: ReleaseName; origin: ReleaseOrigin }) {
  const [failed, setFailed] = useState('')
  const query = origin === 'IMPORTED' ? '?origin=imported' : ''
  const take = async (event: MouseEvent, address: string) => {
    if (!apiKey.value) return
    event.preventDefault()
    setFailed(await save(address))
  }
  return (
    <div class="downloads">
      <span class="quiet">{t('download')}</span>
      {formats.map(({ ending, name: told }) => {
        const address = `${releasePath(name)}.${ending}${query}`
        return (
          <a key={ending} href={address} onClick={(event) => void take(event, address)}>
            {told}
          </a>
        )
      })}
      {failed && (
        <p class="wrong" role="alert">
          {t('downloadFailed', { why: failed })}
        </p>
      )}
    </div>
  )
}

/** Empty where it went well, else why it did not. */
async function save(address: string): Promise<string> {
  try {
    const response = await fetch(address, { headers: authorization() })
    if (!response.ok) {
      const body = (await response.json().catch(() => ({}))) as { errors?: { message: string }[] }
      return body.errors?.[0]?.message ?? `HTTP ${response.status}`
    }
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = nameIn(response.headers.get('content-disposition')) ?? address.split('/').at(-1)!
    link.click()
    // The browser has taken it by the time this runs.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function nameIn(disposition: string | null): string | null {
  return /filename="([\w.-]+)"/.exec(disposition ?? '')?.[1] ?? null
}
