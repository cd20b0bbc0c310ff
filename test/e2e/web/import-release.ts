import { existsSync, readFileSync } from 'node:fs'
import { importDocument } from '../../../src/release/import/import-document.ts'
import type { Store } from '../../../src/store/types.ts'
import { understand } from '../../../src/understand/index.ts'

const seeds = new URL('../../../../shared/seeds/', import.meta.url)
const name = 'information-release-7-2025.txt'

export const haveRelease = existsSync(new URL(name, seeds))
if (!haveRelease)
  console.warn('SKIPPED: ../shared/seeds is absent; the real Information Release is not shown in a browser.')

/** Information Release 7 of 2025 as CARICC printed it, imported without asking the sites. */
export async function importRelease(store: Store, now: Date): Promise<void> {
  await importDocument(
    { name, bytes: readFileSync(new URL(name, seeds)) },
    { store, fetchItems: null, sourceOf: () => null, understand, clock: { now: () => now } },
  )
}
