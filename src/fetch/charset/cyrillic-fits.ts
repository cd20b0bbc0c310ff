import iconv from 'iconv-lite'
import { detectAll } from 'jschardet'
import { decoderFor } from './decoder.ts'

/** Charset, and the one whose model judges it: text is put into that before it is judged. */
const candidates = [
  { label: 'windows-1251', model: 'windows-1251' },
  { label: 'koi8-r', model: 'windows-1251' },
  { label: 'koi8-u', model: 'windows-1251' },
  { label: 'iso-8859-5', model: 'windows-1251' },
  { label: 'ibm866', model: 'windows-1251' },
  { label: 'x-mac-cyrillic', model: 'windows-1251' },
  { label: 'rk1048', model: 'kz1048' },
]
const judged = 4 * 1024

/**
 * How well the sample reads as Cyrillic in each charset, in small letters. Capitals of one Cyrillic charset
 * are the small letters of another, so byte statistics take a headline in windows-1251 for KOI8-R.
 */
export function cyrillicFits(sample: Uint8Array): { label: string; confidence: number }[] {
  const bytes = sample.subarray(0, judged)
  if (!hasRuns(bytes)) return []
  return candidates.map(({ label, model }) => {
    const text = decoderFor(label)!(bytes).toLowerCase()
    const again = iconv.encode(text, model === 'kz1048' ? 'rk1048' : model)
    const fits = detectAll(again, { minimumThreshold: 0, detectEncodings: [model, 'windows-1252'] })
    const fit = fits.find(({ encoding }) => encoding?.toLowerCase() === model)
    return { label, confidence: fit?.confidence ?? 0 }
  })
}

/** Words of bytes beyond ASCII, as no Latin text has them. */
function hasRuns(bytes: Uint8Array): boolean {
  let run = 0
  let inRuns = 0
  let high = 0
  for (const byte of bytes) {
    run = byte >= 0x80 ? run + 1 : 0
    if (run) high++
    if (run >= 3) inRuns += run === 3 ? 3 : 1
  }
  return inRuns * 2 > high
}
