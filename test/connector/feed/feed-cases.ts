import type { Item } from '../../../src/model/item.ts'

/** One feed as sites really publish it, and what a reader must get from its first entries. */
export interface FeedCase {
  name: string
  feed: string
  /** Fields of the entries in order; fields not named are not compared. */
  items: Partial<Item>[]
}

const rss = (items: string, attributes = '') =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" ${attributes}><channel><title>Вести</title><link>https://example.org/</link><description>d</description>${items}</channel></rss>`
const atom = (entries: string, attributes = '') =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>Feed</title><id>urn:f</id><updated>2024-01-01T00:00:00Z</updated>${entries}</feed>`

export const feedCases: FeedCase[] = [
  {
    name: 'RSS 2.0 with every usual field',
    feed: rss(
      '<item><title>Изъято 12 кг</title><link>https://example.org/n/1</link><guid>https://example.org/n/1</guid><pubDate>Mon, 29 Apr 2024 10:00:00 +0500</pubDate><description>Кратко</description><category>Происшествия</category></item>',
    ),
    items: [
      {
        title: 'Изъято 12 кг',
        url: 'https://example.org/n/1',
        externalId: 'https://example.org/n/1',
        publishedAt: 'Mon, 29 Apr 2024 10:00:00 +0500',
        summary: 'Кратко',
        tags: ['Происшествия'],
      },
    ],
  },
  {
    name: 'RSS 0.91 with a document type',
    feed: '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>t</title><link>http://e.org/</link><item><title>One</title><link>http://e.org/1</link></item></channel></rss>',
    items: [{ title: 'One', url: 'http://e.org/1' }],
  },
  {
    name: 'RSS 1.0: entries beside the channel, dates of Dublin Core',
    feed: '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://e.org/rss"><title>t</title><link>http://e.org/</link><items><rdf:Seq><rdf:li rdf:resource="http://e.org/1"/></rdf:Seq></items></channel><item rdf:about="http://e.org/1"><title>One</title><link>http://e.org/1</link><dc:date>2024-04-29T10:00:00Z</dc:date><dc:subject>drugs</dc:subject></item></rdf:RDF>',
    items: [
      {
        title: 'One',
        url: 'http://e.org/1',
        publishedAt: '2024-04-29T10:00:00Z',
        externalId: 'http://e.org/1',
        tags: ['drugs'],
      },
    ],
  },
  {
    name: 'RSS 0.90 in its own namespace',
    feed: '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>t</title><link>http://e.org/</link></channel><item><title>One</title><link>http://e.org/1</link></item></rdf:RDF>',
    items: [{ title: 'One', url: 'http://e.org/1' }],
  },
  {
    name: 'RSS 1.0 under a prefix',
    feed: '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/" xmlns:date="http://purl.org/dc/elements/1.1/"><s:channel><s:title>t</s:title></s:channel><s:item r:about="http://e.org/1"><s:title>One</s:title><s:link>http://e.org/1</s:link><date:date>2024-04-29</date:date></s:item></r:RDF>',
    items: [{ title: 'One', url: 'http://e.org/1', publishedAt: '2024-04-29' }],
  },
  {
    name: 'Atom 1.0 with HTML content',
    feed: atom(
      '<entry><title type="html">Bread &amp;amp; &lt;i&gt;salt&lt;/i&gt;</title><id>urn:1</id><link rel="self" href="https://e.org/self"/><link rel="alternate" href="https://e.org/1"/><published>2024-04-29T10:00:00+05:00</published><updated>2024-04-30T10:00:00+05:00</updated><content type="html">&lt;p&gt;Full&lt;/p&gt;</content></entry>',
    ),
    items: [
      {
        title: 'Bread & salt',
        url: 'https://e.org/1',
        externalId: 'urn:1',
        publishedAt: '2024-04-29T10:00:00+05:00',
        updatedAt: '2024-04-30T10:00:00+05:00',
        html: '<p>Full</p>',
      },
    ],
  },
  {
    name: 'Atom with XHTML content under a prefix and relative links',
    feed: atom(
      '<entry xml:base="/news/"><title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">Less &lt; <x:b>more</x:b></x:div></title><id>urn:1</id><link href="1.html"/><updated>2024-04-29T10:00:00Z</updated><content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>See <x:a href="2.html">it</x:a> &amp; 1 &lt; 2</x:p></x:div></content></entry>',
      'xml:base="https://e.org/a/"',
    ),
    items: [
      {
        title: 'Less < more',
        url: 'https://e.org/news/1.html',
        html: '<p>See <a href="https://e.org/news/2.html">it</a> &amp; 1 &lt; 2</p>',
      },
    ],
  },
  {
    name: 'Atom text title keeps what looks like a tag',
    feed: atom(
      '<entry><title>Use &lt;b&gt; for bold</title><id>urn:1</id><link href="https://e.org/1"/><updated>2024-01-01T00:00:00Z</updated></entry>',
    ),
    items: [{ title: 'Use <b> for bold' }],
  },
  {
    name: 'Atom 0.3 with escaped mode',
    feed: '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>f</title><entry><title mode="escaped" type="text/html">A &lt;b&gt;bold&lt;/b&gt; one</title><link rel="alternate" type="text/html" href="http://e.org/1"/><id>tag:1</id><issued>2004-04-29T10:00:00Z</issued><modified>2004-04-30T10:00:00Z</modified><content type="text/html" mode="escaped">&lt;p&gt;Full&lt;/p&gt;</content></entry></feed>',
    items: [
      {
        title: 'A bold one',
        url: 'http://e.org/1',
        publishedAt: '2004-04-29T10:00:00Z',
        updatedAt: '2004-04-30T10:00:00Z',
        html: '<p>Full</p>',
      },
    ],
  },
  {
    name: 'Atom content in base64',
    feed: atom(
      '<entry><title>t</title><id>urn:1</id><link href="https://e.org/1"/><content type="text/html" mode="base64">PHA+RnVsbDwvcD4=</content></entry>',
    ),
    items: [{ html: '<p>Full</p>' }],
  },
  {
    name: 'Atom under a prefix',
    feed: '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>f</a:title><a:entry><a:title>One</a:title><a:id>urn:1</a:id><a:link href="http://e.org/1"/><a:updated>2024-01-01T00:00:00Z</a:updated></a:entry></a:feed>',
    items: [{ title: 'One', url: 'http://e.org/1', externalId: 'urn:1', updatedAt: '2024-01-01T00:00:00Z' }],
  },
  {
    name: 'Atom whose only address is its id',
    feed: atom(
      '<entry><title>One</title><id>https://e.org/1</id><updated>2024-01-01T00:00:00Z</updated></entry>',
    ),
    items: [{ url: 'https://e.org/1' }],
  },
  {
    name: 'JSON Feed 1.1',
    feed: '{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://e.org/","items":[{"id":7,"url":"/n/1","title":"One","content_html":"<p>Full</p>","date_published":"2024-04-29T10:00:00Z","tags":["a","a"],"image":"/i.jpg"}]}',
    items: [
      {
        title: 'One',
        url: 'https://e.org/n/1',
        externalId: '7',
        html: '<p>Full</p>',
        publishedAt: '2024-04-29T10:00:00Z',
        tags: ['a'],
        images: [{ url: 'https://e.org/i.jpg' }],
      },
    ],
  },
  {
    name: 'byte order mark, blank lines and a server warning before the prolog',
    feed: `\ufeff\n\n<b>Warning</b>: mysql_connect() in <b>/srv/x.php</b>\n${rss('<item><title>One</title><link>https://example.org/1</link></item>')}`,
    items: [{ title: 'One', url: 'https://example.org/1' }],
  },
  {
    name: 'names in capitals and mixed case',
    feed: '<RSS VERSION="2.0"><Channel><TITLE>t</TITLE><Item><Title>One</Title><LINK>http://e.org/1</LINK><PubDate>Mon, 29 Apr 2024 10:00:00 GMT</PubDate><GUID isPermalink="false">7</GUID></Item></Channel></RSS>',
    items: [
      { title: 'One', url: 'http://e.org/1', publishedAt: 'Mon, 29 Apr 2024 10:00:00 GMT', externalId: '7' },
    ],
  },
  {
    name: 'usual namespaces under unusual prefixes',
    feed: rss(
      '<item><title>One</title><link>https://example.org/1</link><d:date>2024-04-29T10:00:00Z</d:date><full:encoded><![CDATA[<p>Full</p>]]></full:encoded><pic:content url="https://example.org/a.jpg" medium="image"/></item>',
      'xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:full="http://purl.org/rss/1.0/modules/content/" xmlns:pic="http://search.yahoo.com/mrss/"',
    ),
    items: [
      {
        publishedAt: '2024-04-29T10:00:00Z',
        html: '<p>Full</p>',
        images: [{ url: 'https://example.org/a.jpg' }],
      },
    ],
  },
  {
    name: 'prefixes nobody declared',
    feed: rss(
      '<item><title>One</title><link>https://example.org/1</link><dc:date>2024-04-29</dc:date><content:encoded>&lt;p&gt;Full&lt;/p&gt;</content:encoded></item>',
    ),
    items: [{ title: 'One', publishedAt: '2024-04-29', html: '<p>Full</p>' }],
  },
  {
    name: 'Yandex full text under any prefix',
    feed: rss(
      '<item><title>One</title><link>https://example.org/1</link><description>Кратко.</description><ya:full-text>Полный текст сообщения, который длиннее.\nВторой абзац.</ya:full-text></item><item><title>Two</title><link>https://example.org/2</link><y:full-text>&lt;p&gt;Абзац&lt;/p&gt;</y:full-text></item>',
      'xmlns:ya="http://news.yandex.ru"',
    ),
    items: [
      { text: 'Полный текст сообщения, который длиннее.\nВторой абзац.', summary: 'Кратко.' },
      { html: '<p>Абзац</p>' },
    ],
  },
  {
    name: 'double-escaped titles of RSS',
    feed: rss(
      '<item><title>AT&amp;amp;T &amp;mdash; &lt;b&gt;new&lt;/b&gt; price &lt; old</title><link>https://example.org/1</link></item>',
    ),
    items: [{ title: 'AT&T — new price < old' }],
  },
  {
    name: 'a title in CDATA with entities',
    feed: rss(
      '<item><title><![CDATA[ «Дело»&nbsp;&ndash; R&D &amp; <i>co</i> ]]></title><link><![CDATA[ https://example.org/1?a=1&b=2 ]]></link></item>',
    ),
    items: [{ title: '«Дело» – R&D & co', url: 'https://example.org/1?a=1&b=2' }],
  },
  {
    name: 'named HTML entities XML does not know',
    feed: rss(
      '<item><title>&laquo;Рейд&raquo;&nbsp;&mdash; caf&eacute; &euro;5</title><link>https://example.org/1</link></item>',
    ),
    items: [{ title: '«Рейд» — café €5' }],
  },
  {
    name: 'bare ampersands',
    feed: rss(
      '<item><title>Fish & chips & AT&T</title><link>https://example.org/?a=1&b=2&copy=3</link><guid isPermaLink="false">x&y</guid></item>',
    ),
    items: [{ title: 'Fish & chips & AT&T', url: 'https://example.org/?a=1&b=2&copy=3', externalId: 'x&y' }],
  },
  {
    name: 'control characters',
    feed: rss(
      '<item><title>On\u0001e\u000b two\u0000</title><link>https://example.org/\u00031</link></item>',
    ),
    items: [{ title: 'One two', url: 'https://example.org/1' }],
  },
  {
    name: 'character references of Windows-1252',
    feed: rss(
      '<item><title>It&#146;s &#150; fine &#x2014; ok</title><link>https://example.org/1</link></item>',
    ),
    items: [{ title: 'It’s – fine — ok' }],
  },
  {
    name: 'tags left open',
    feed: '<rss><channel><title>t<link>https://example.org/</link><item><title>One<link>https://example.org/1<description>First</description><item><title>Two</title><link>https://example.org/2</link></channel></rss>',
    items: [
      { title: 'One', url: 'https://example.org/1', summary: 'First' },
      { title: 'Two', url: 'https://example.org/2' },
    ],
  },
  {
    name: 'crossed and misspelt end tags',
    feed: rss(
      '<item><title>One</titel><link>https://example.org/1</link><description>First</p></description></item><item><title>Two</title></b><link>https://example.org/2</link></item>',
    ),
    items: [
      { title: 'One', url: 'https://example.org/1', summary: 'First' },
      { title: 'Two', url: 'https://example.org/2' },
    ],
  },
  {
    name: 'a document cut within its third entry',
    feed: rss(
      '<item><title>One</title><link>https://example.org/1</link></item><item><title>Two</title><link>https://example.org/2</link></item><item><title>Three</title><link>https://example.org/3</link><description>Half a sen',
    ).replace('</channel></rss>', ''),
    items: [{ title: 'One' }, { title: 'Two', url: 'https://example.org/2' }],
  },
  {
    name: 'markup nobody escaped',
    feed: rss(
      '<item><title>A <b>bold</b> title</title><link>https://example.org/1</link><description><p>One<br/>two</p><img src="/i.jpg"></description></item>',
    ),
    items: [{ title: 'A bold title', summary: 'One\ntwo', images: [{ url: 'https://example.org/i.jpg' }] }],
  },
  {
    name: 'a permanent link in the guid',
    feed: rss(
      '<item><title>One</title><guid isPermaLink="true">https://example.org/1</guid></item><item><title>Two</title><guid>https://example.org/2</guid></item>',
    ),
    items: [{ url: 'https://example.org/1' }, { url: 'https://example.org/2' }],
  },
  {
    name: 'relative links',
    feed: rss(
      '<item><title>One</title><link>/n/1</link></item><item><title>Two</title><link>//example.org/2</link></item>',
    ),
    items: [{ url: 'https://example.org/n/1' }, { url: 'https://example.org/2' }],
  },
  {
    name: 'the address a feed proxy replaced',
    feed: rss(
      '<item><title>One</title><link>http://feedproxy.google.com/~r/x/~3/1</link><fb:origLink>https://example.org/1</fb:origLink></item>',
      'xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"',
    ),
    items: [{ url: 'https://example.org/1' }],
  },
  {
    name: 'Atom links inside RSS',
    feed: rss(
      '<item><title>One</title><atom:link rel="related" href="https://example.org/x"/><atom:link rel="alternate" href="https://example.org/1"/></item><item><title>Two</title><link xmlns="http://www.w3.org/2005/Atom" href="https://example.org/2"/></item>',
      'xmlns:atom="http://www.w3.org/2005/Atom"',
    ),
    items: [{ url: 'https://example.org/1' }, { url: 'https://example.org/2' }],
  },
  {
    name: 'RSS that puts itself in the namespace of Atom',
    feed: '<rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel><title>t</title><item><title>One</title><link>https://example.org/1</link></item></channel></rss>',
    items: [{ title: 'One', url: 'https://example.org/1' }],
  },
  {
    name: 'dates that are no RFC dates',
    feed: rss(
      '<item><title>One</title><link>https://example.org/1</link><pubDate> 29 апреля 2024, 12:39 </pubDate></item><item><title>Two</title><link>https://example.org/2</link><pubDate></pubDate><dc:date>29.04.2024</dc:date></item><item><title>Three</title><link>https://example.org/3</link></item>',
    ),
    items: [{ publishedAt: '29 апреля 2024, 12:39' }, { publishedAt: '29.04.2024' }, { title: 'Three' }],
  },
  {
    name: 'pictures attached in every usual way',
    feed: rss(
      '<item><title>One</title><link>https://example.org/1</link><enclosure url="https://example.org/e.jpg" type="image/jpeg" length="1"/><enclosure url="https://example.org/e.mp3" type="audio/mpeg"/><media:group><media:content url="https://example.org/m.jpg" type="image/jpeg"><media:title>Груз</media:title></media:content></media:group><media:thumbnail url="https://example.org/t.jpg"/><description><![CDATA[<img src="https://example.org/d.jpg" alt="Пакет"><img src="https://mc.yandex.ru/watch/1" width="1">x]]></description></item>',
      'xmlns:media="http://search.yahoo.com/mrss/"',
    ),
    items: [
      {
        images: [
          { url: 'https://example.org/t.jpg' },
          { url: 'https://example.org/m.jpg', alt: 'Груз' },
          { url: 'https://example.org/e.jpg' },
          { url: 'https://example.org/d.jpg', alt: 'Пакет' },
        ],
      },
    ],
  },
  {
    name: 'a title of the picture, not of the entry',
    feed: rss(
      '<item><media:content url="https://example.org/a.jpg"><media:title>Picture</media:title></media:content><media:title>Caption</media:title><title>Entry</title><link>https://example.org/1</link></item>',
      'xmlns:media="http://search.yahoo.com/mrss/"',
    ),
    items: [{ title: 'Entry' }],
  },
  {
    name: 'the image and form of the channel before its entries',
    feed: rss(
      '<image><title>Logo</title><url>https://example.org/l.png</url><link>https://example.org/l</link></image><textInput><title>Search</title><link>https://example.org/s</link></textInput><item><title>One</title><link>https://example.org/1</link></item>',
    ),
    items: [{ title: 'One', url: 'https://example.org/1' }],
  },
  {
    name: 'the language of feed and entry',
    feed: rss(
      '<language>kk</language><item><title>One</title><link>https://example.org/1</link></item><item xml:lang="ru"><title>Two</title><link>https://example.org/2</link></item>',
    ),
    items: [{ language: 'kk' }, { language: 'ru' }],
  },
  {
    name: 'a comment, an instruction and a stylesheet among the tags',
    feed: `<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><!-- <rss><channel><item><title>No</title></item> -->${rss('<!-- <item> --><item><title>One<!-- not --></title><link>https://example.org/1</link><?php echo 1 ?></item>').slice(38)}`,
    items: [{ title: 'One', url: 'https://example.org/1' }],
  },
  {
    name: 'a link split by line breaks',
    feed: rss('<item><title>\n  One\n  two\n</title><link>\n  https://example.org/1\n</link></item>'),
    items: [{ title: 'One two', url: 'https://example.org/1' }],
  },
  {
    name: 'no unsafe address',
    feed: rss(
      '<item><title>One</title><link>javascript:alert(1)</link><guid isPermaLink="true">data:text/html,x</guid></item>',
    ),
    items: [{ title: 'One', url: undefined }],
  },
  {
    name: 'a short literal entity of the document type',
    feed: `<!DOCTYPE rss [<!ENTITY agency "АКН"><!ENTITY dash "&#8212;">]>${rss('<item><title>&agency; &dash; сообщает</title><link>https://example.org/1</link></item>').slice(38)}`,
    items: [{ title: 'АКН — сообщает' }],
  },
]
