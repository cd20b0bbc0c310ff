export interface Story {
  slug: string
  title: string
  text?: string
  /** RFC 822 or ISO 8601, as the site prints it. */
  at?: string
}

const host = 'https://news.example'

/** An RSS 2.0 feed; items carry their text when they have one. */
export function rss(stories: Story[]): string {
  const items = stories.map(
    ({ slug, title, text, at }) => `<item><title>${title}</title><link>${host}/${slug}</link>
      ${at ? `<pubDate>${at}</pubDate>` : ''}${text ? `<content:encoded><![CDATA[<p>${text}</p>]]></content:encoded>` : ''}</item>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title><link>${host}/</link>${items.join('')}</channel></rss>`
}

/** A page that lists stories. */
export function list(stories: Story[]): string {
  const rows = stories.map(
    ({ slug, title, at }) =>
      `<li class="row"><a href="/${slug}">${title}</a>${at ? `<time datetime="${at}"></time>` : ''}</li>`,
  )
  return `<!doctype html><html lang="ru"><body><ul>${rows.join('')}</ul></body></html>`
}

export function article({ title, text = '' }: Story): string {
  return `<!doctype html><html lang="ru"><body><h1>${title}</h1><div class="text"><p>${text}</p></div></body></html>`
}

/** A report of the anti-drug sphere that differs from every other by its number. */
export function drugStory(n: number, more: Partial<Story> = {}): Story {
  return {
    slug: `news/${n}`,
    title: `Полиция изъяла ${n} кг героина`,
    text: `Сотрудники полиции задержали наркокурьера, при обыске обнаружено и изъято ${n} кг героина. Возбуждено уголовное дело о сбыте наркотиков.`,
    at: new Date(Date.UTC(2025, 3, 10, 6, n % 60)).toUTCString(),
    ...more,
  }
}

export function otherStory(n: number): Story {
  return {
    slug: `sport/${n}`,
    title: `Футбольная команда выиграла матч номер ${n}`,
    text: `Вчера на городском стадионе прошла встреча команд, счёт ${n}:0. Болельщики остались довольны игрой.`,
    at: new Date(Date.UTC(2025, 3, 10, 5, n % 60)).toUTCString(),
  }
}
