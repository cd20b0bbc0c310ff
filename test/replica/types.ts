/** One invented report as the corpus files hold it; time is told from the replica's start. */
export interface CorpusItem {
  /** The site's own number; unique within the site. */
  id: number
  slug: string
  title: string
  /** `{{d MMMM}}` is the day of publication in the item's language, `{{-1:d MMMM}}` the day before it. */
  paragraphs: string[]
  language: string
  /** Hours before the start; null keeps the item back until it is released. */
  hoursAgo: number | null
  /** Rubric as the site prints it. */
  category: string
  images: { path: string; alt: string }[]
  /** `drugs`, or what an off-topic item is about. */
  topic: string
  /** ISO 3166-1 of the happening; `ZZ` where no single state is named. */
  country: string
  /** Equal in items that tell the same happening. */
  story?: string
}

export interface CorpusFile {
  /** Source id, `kz/polisia-ru`. */
  site: string
  /** IANA zone in which the site prints its times. */
  timeZone: string
  items: CorpusItem[]
}

/** A corpus item placed in time, as a site's pages show it. */
export interface Article extends Omit<CorpusItem, 'hoursAgo'> {
  site: string
  timeZone: string
  publishedAt: Date
  modifiedAt: Date
}

/** What a site may read of a source: newest first, without the withdrawn. */
export type ReadArticles = (site: string) => Article[]

export interface SiteRequest {
  host: string
  /** Decoded path without the query. */
  path: string
  query: URLSearchParams
  /** Lower-case names. */
  headers: Record<string, string>
  now: Date
}

export interface SiteAnswer {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
}

/** A site's pages as a function of what is published; null is the site's 404. */
export interface ReplicaSite {
  hosts: string[]
  /** Default: everything allowed. */
  robots?: string
  answer(request: SiteRequest, articles: ReadArticles): SiteAnswer | null
}
