import type { PlaceSense, Region } from './gazetteer.ts'

/** A place named in the text, and how strongly its words say that it happened there. */
export interface PlaceMention {
  country: string
  /** Null where the words tell the country only. */
  region: Region | null
  /** 0: only named. 1 and more: something is said to be there. */
  weight: number
  /** Tokens `[from, to)`. */
  from: number
  to: number
  kind: PlaceSense['kind']
}
