// The centre's site until late 2025, Joomla with K2. Confirmed: addresses with ids, paging by `?start=` in twelves, the
// printed date, the noise around the text. Likely, by K2: classes, feed. Unknown: what became of it after the move.
import { defineConnector, joomlaK2 } from '../../src/connector/index.ts'

const list = 'https://caricc.org/index.php/en/publications/news'

export default defineConnector({
  name: 'CARICC — News (archive to 2025)',
  authority: 'Central Asian Regional Information and Coordination Centre',
  homepage: list,
  language: 'en',
  timeZone: 'Asia/Almaty',
  scope: 'drugs-only',
  pollEvery: '1d',
  strategies: [
    joomlaK2({ list, read: 'page', pageSize: 12, article: { body: '.itemBody' } }),
    joomlaK2({ list }),
  ],
})
