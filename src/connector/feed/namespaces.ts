/** Usual prefix by namespace, compared in lower case without a final `/` or `#`; '' is the vocabulary of RSS itself. */
const prefixes = new Map<string, string>(
  Object.entries({
    'http://purl.org/rss/1.0': '',
    'http://my.netscape.com/rdf/simple/0.9': '',
    'http://channel.netscape.com/rdf/simple/0.9': '',
    'http://backend.userland.com/rss': '',
    'http://backend.userland.com/rss2': '',
    'http://backend.userland.com/rss091': '',
    'http://blogs.law.harvard.edu/tech/rss': '',
    'http://cyber.law.harvard.edu/rss': '',
    'http://www.w3.org/2005/atom': 'atom',
    'http://purl.org/atom/ns': 'atom',
    'http://purl.org/echo': 'atom',
    'http://purl.org/pie': 'atom',
    'http://purl.org/rss/1.0/modules/content': 'content',
    'http://purl.org/dc/elements/1.1': 'dc',
    'http://purl.org/dc/elements/1.0': 'dc',
    'http://purl.org/dc/terms': 'dcterms',
    'http://search.yahoo.com/mrss': 'media',
    'http://video.search.yahoo.com/mrss': 'media',
    'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
    'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
    'http://www.w3.org/1999/xhtml': 'xhtml',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
    'http://www.w3.org/xml/1998/namespace': 'xml',
    'http://news.yandex.ru': 'yandex',
    'http://turbo.yandex.ru': 'turbo',
  }),
)

/** Prefix the field uses for a namespace; undefined for one it has no usual prefix for. */
export function usualPrefix(uri: string): string | undefined {
  return prefixes.get(
    uri
      .trim()
      .toLowerCase()
      .replace(/^https:/, 'http:')
      .replace(/[/#]+$/, ''),
  )
}
