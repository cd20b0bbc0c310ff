import { azerbaijani, english, french, german, kazakh, russian } from './sample-texts.ts'

/** A page in the shape of a kind of site, and what its article is. */
export interface SamplePage {
  name: string
  url: string
  html: string
  title: string
  text: string[]
  /** Null where the page does not tell. */
  day: string | null
  language?: string
}

const paragraphs = (texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('\n')
const links = (count: number, word = 'Another story of the day that happened elsewhere') =>
  Array.from({ length: count }, (_, n) => `<li><a href="/story-${n}">${word} ${n}</a></li>`).join('')
const comments = Array.from(
  { length: 12 },
  (_, n) =>
    `<div class="comment" id="comment-${n}"><b>Reader ${n}</b><p>I have lived here for thirty years, and nothing of the kind was ever seen before, whatever they write in the papers.</p></div>`,
).join('')
const program = `<script>${'var a=1;'.repeat(500)}</script><style>${'.a{color:red}'.repeat(300)}</style>`

export const samplePages: SamplePage[] = [
  {
    name: 'WordPress with comments, related posts and share buttons',
    url: 'https://example.kz/ru/izyato-4-kg/',
    title: 'Более четырёх килограммов марихуаны изъяли на въезде в город',
    day: '2024-04-29',
    language: 'ru-RU',
    text: russian,
    html: `<!DOCTYPE html><html lang="ru-RU"><head><title>Более четырёх килограммов марихуаны изъяли на въезде в город - Вестник</title>${program}</head><body class="single"><header><nav><ul>${links(12, 'Рубрика')}</ul></nav></header><div id="content"><article class="post"><h1 class="entry-title">Более четырёх килограммов марихуаны изъяли на въезде в город</h1><div class="entry-meta"><time class="entry-date published" datetime="2024-04-29T10:15:00+05:00">29.04.2024</time> Автор: Редакция</div><div class="entry-content">${paragraphs(russian)}<div class="sharedaddy"><h3>Поделиться ссылкой:</h3><ul>${links(4, 'Нажмите здесь, чтобы поделиться')}</ul></div></div><div class="yarpp-related"><h3>Похожие записи</h3><ul>${links(6, 'Другая новость о совсем другом событии')}</ul></div></article><div id="comments" class="comments-area">${comments}</div></div><aside id="secondary" class="widget-area"><time datetime="2024-05-20T00:00:00Z">20 мая</time><ul>${links(10)}</ul></aside><footer>© 2019 Вестник</footer></body></html>`,
  },
  {
    name: 'an agency with JSON-LD in a graph with a comma too many',
    url: 'https://agency.example.com/world/lorry-stopped',
    title: 'Lorry with forty packages of heroin stopped at checkpoint',
    day: '2023-11-06',
    language: 'en-GB',
    text: english,
    html: `<!doctype html><html lang="en-GB"><head><title>Lorry with forty packages of heroin stopped at checkpoint | The Agency</title><meta property="og:title" content="Lorry with forty packages of heroin stopped at checkpoint"><meta property="og:site_name" content="The Agency"><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"The Agency","datePublished":"2001-01-01"},{"@type":["NewsArticle"],"headline":"Lorry with forty packages of heroin stopped at checkpoint","datePublished":"2023-11-06T08:30:00Z","dateModified":"2023-11-07T09:00:00Z",}]}</script>${program}</head><body><div class="cookie-banner"><p>We and our partners store and access information on your device, such as cookies, to show you personal advertising and to measure how it performs. You can accept or reject this.</p><button>Accept</button></div><main><div class="breadcrumbs"><a href="/">Home</a> › <a href="/world">World</a></div><h1>Lorry with forty packages of heroin stopped at checkpoint</h1><div class="byline">By Jane Doe</div><div class="article-text">${paragraphs(english.slice(0, 2))}<div class="newsletter-signup"><p>Sign up to our newsletter and get the most important stories in your inbox every morning before breakfast, free of charge.</p><input type="email"></div>${paragraphs(english.slice(2, 4))}<p><strong>Read more:</strong> <a href="/x">Border guards find tunnel</a></p>${paragraphs(english.slice(4))}</div><section class="related-stories"><h2>Related stories</h2><ul>${links(8)}</ul></section></main></body></html>`,
  },
  {
    name: 'old table layout with line breaks for paragraphs',
    url: 'http://old.example.ru/news.php?id=1741',
    title: 'Полицейские изъяли четыре килограмма марихуаны',
    day: '2012-03-05',
    text: russian,
    html: `<html><head><title>Полицейские изъяли четыре килограмма марихуаны</title></head><body><table width="100%"><tr><td width="200" valign="top"><a href="/">Главная</a><br><a href="/news">Новости</a><br><a href="/contacts">Контакты</a></td><td><h1>Полицейские изъяли четыре килограмма марихуаны</h1><span class="date">05.03.2012</span><div>${russian.join('<br><br>\n')}</div></td><td width="150"><b>Опрос</b><br>Вы довольны работой сайта?<form><input type="radio">да<input type="radio">нет</form></td></tr></table></body></html>`,
  },
  {
    name: 'Kazakh news with the year before the month',
    url: 'https://example.kz/kk/news/1149158',
    title: 'Қала іргесінде есірткі тасымалдаушы ұсталды',
    day: '2024-04-29',
    language: 'kk',
    text: kazakh,
    html: `<!doctype html><html lang="kk"><head><title>Қала іргесінде есірткі тасымалдаушы ұсталды</title></head><body><nav>${links(9, 'Бөлім')}</nav><div class="news"><h1>Қала іргесінде есірткі тасымалдаушы ұсталды</h1><div class="news__date">2024 жылғы 29 сәуір, 12:40</div><div class="news__text">${paragraphs(kazakh)}</div><div class="tags"><a href="/t/1">Полиция</a> <a href="/t/2">Есірткі</a></div></div><div class="popular"><h3>Көп оқылған</h3><ul>${links(5, 'Басқа жаңалық')}</ul></div></body></html>`,
  },
  {
    name: 'Azerbaijani news with only a printed date',
    url: 'https://example.az/az/news/2951',
    title: 'Rayonun girişində narkotik aşkarlanıb',
    day: '2025-01-17',
    language: 'az',
    text: azerbaijani,
    html: `<!doctype html><html lang="az"><head><meta charset="utf-8"><title>Rayonun girişində narkotik aşkarlanıb | Portal</title></head><body><div class="top">${links(7, 'Bölmə')}</div><div class="container"><div class="row"><h1>Rayonun girişində narkotik aşkarlanıb</h1><p><i class="icon"></i> 17 yanvar 2025, 14:05</p><div class="text">${paragraphs(azerbaijani)}</div></div></div><div class="copyright">© 2025 Bütün hüquqlar qorunur</div></body></html>`,
  },
  {
    name: 'German news behind a consent dialog, with captions and a box',
    url: 'https://zeitung.example.de/lokales/zoll-stoppt-transporter-1.2345',
    title: 'Zoll stoppt Transporter mit Amphetamin',
    day: '2022-10-04',
    language: 'de',
    text: german,
    html: `<!doctype html><html lang="de"><head><title>Zoll stoppt Transporter mit Amphetamin - Zeitung</title><meta name="date" content="2022-10-04T20:11:00+02:00"></head><body><div role="dialog" aria-modal="true"><p>Wir verwenden Cookies und ähnliche Verfahren, um Ihnen Inhalte und Werbung zu zeigen, die zu Ihnen passen. Sie können Ihre Einwilligung jederzeit widerrufen.</p></div><main><article><header><h1>Zoll stoppt Transporter mit Amphetamin</h1><span class="article-date">4. Oktober 2022</span></header>${paragraphs(german.slice(0, 2))}<aside class="infobox-related"><h3>Mehr zum Thema</h3><ul>${links(3, 'Weiterer Bericht aus der Region')}</ul></aside><p>Lesen Sie auch: <a href="/a">Drei Festnahmen am Bahnhof</a></p>${paragraphs(german.slice(2))}<footer><div class="author-box"><p>Max Muster schreibt seit zwanzig Jahren über Polizei und Justiz und lebt mit seiner Familie im Umland.</p></div></footer></article></main></body></html>`,
  },
  {
    name: 'French news with microdata',
    url: 'https://journal.example.fr/faits-divers/saisie-de-cannabis',
    title: 'Une saisie de cannabis près de la frontière',
    day: '2021-07-14',
    language: 'fr',
    text: french,
    html: `<!doctype html><html lang="fr"><head><title>Une saisie de cannabis près de la frontière</title></head><body><div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Une saisie de cannabis près de la frontière</h1><meta itemprop="datePublished" content="2021-07-14T09:00:00+02:00"><div class="publi">Publié le 14 juillet 2021 à 09h00</div><div itemprop="articleBody">${paragraphs(french)}<div class="social-share"><a href="#">Facebook</a> <a href="#">Twitter</a></div></div></div><section class="comments"><h2>Commentaires</h2>${comments}</section></body></html>`,
  },
  {
    name: 'an American site with the month first',
    url: 'https://news.example.com/local/story-about-a-lorry',
    title: 'Officers find heroin behind sacks of onions',
    day: '2020-03-04',
    language: 'en-US',
    text: english,
    html: `<!doctype html><html lang="en-US"><head><title>Officers find heroin behind sacks of onions</title></head><body><div id="nav">${links(15, 'Section')}</div><div class="story"><h1>Officers find heroin behind sacks of onions</h1><div class="story-meta"><span class="author">By Staff</span> <span class="posted-on">Posted 03/04/2020 at 5:12 p.m.</span></div><div class="story-body">${paragraphs(english)}</div></div><div class="most-read"><h3>Most read</h3><ol>${links(10)}</ol></div></body></html>`,
  },
  {
    name: 'a page whose teasers carry times and whose address has the day',
    url: 'https://www.example.ru/2019/06/13/izyata-partiya/',
    title: 'Изъята партия наркотиков',
    day: '2019-06-13',
    language: 'ru',
    text: russian,
    html: `<!doctype html><html lang="ru"><head><title>Изъята партия наркотиков</title></head><body><div class="news-feed-sidebar">${Array.from({ length: 8 }, (_, n) => `<article><time datetime="2019-06-2${n}">2${n} июня</time><a href="/t${n}">Свежая новость</a></article>`).join('')}</div><div class="main-content"><h1>Изъята партия наркотиков</h1>${paragraphs(russian)}<p>Читайте также: <a href="/z">Другая операция</a></p></div></body></html>`,
  },
  {
    name: 'an application page whose date is only in its program',
    url: 'https://app.example.com/p/lorry',
    title: 'Heroin found in lorry of onions',
    day: '2024-02-19',
    language: 'en',
    text: english,
    html: `<!doctype html><html lang="en"><head><title>Heroin found in lorry of onions</title></head><body><div id="root"><div class="css-1a2b"><h1 class="css-9z">Heroin found in lorry of onions</h1><div class="css-3c">${english.map((text) => `<div class="css-p"><span>${text}</span></div>`).join('')}</div></div></div><script id="__DATA__" type="application/json">{"props":{"article":{"id":7,"publishedAt":"2024-02-19T07:00:00.000Z"}}}</script></body></html>`,
  },
  {
    name: 'a paywalled page that gives its text in JSON-LD',
    url: 'https://paid.example.com/news/lorry',
    title: 'Forty packages found in lorry',
    day: '2023-01-30',
    language: 'en',
    text: english,
    html: `<!doctype html><html lang="en"><head><title>Forty packages found in lorry</title><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Forty packages found in lorry', datePublished: '2023-01-30', articleBody: english.join('\n\n') })}</script></head><body><h1>Forty packages found in lorry</h1><p>${english[0]}</p><div class="paywall"><p>This article is for subscribers. Subscribe now to keep reading, or sign in if you already have an account with us.</p></div></body></html>`,
  },
  {
    name: 'a short police notice with a day and no year',
    url: 'https://example.ru/news/item/63509817/',
    title: 'Задержан подозреваемый в сбыте',
    day: null,
    language: 'ru',
    text: russian.slice(0, 2),
    html: `<!doctype html><html lang="ru"><head><title>Задержан подозреваемый в сбыте</title></head><body><div class="menu">${links(20, 'Раздел')}</div><div class="article"><h1>Задержан подозреваемый в сбыте</h1><div class="article-date-item">26 Августа 12:39</div>${paragraphs(russian.slice(0, 2))}</div><div class="footer"><p>Сайты подразделений</p><ul>${links(10, 'Управление по области')}</ul></div></body></html>`,
  },
]
