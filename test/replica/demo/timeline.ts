import type { Replica } from '../server.ts'
import type { CorpusFile } from '../types.ts'
import { invent } from './invent.ts'

/** One thing that happened to a site, in words for the person watching. */
export interface Told {
  what: 'published' | 'edited' | 'withdrawn' | 'down' | 'back'
  where: string
  title?: string
}

type Turn = 'publish' | 'edit' | 'withdraw' | 'goDown' | 'comeBack'

const cycle: Turn[] = [
  ...['publish', 'publish', 'edit', 'publish', 'goDown', 'publish', 'publish', 'publish', 'withdraw'],
  ...['publish', 'comeBack', ...Array<Turn>(11).fill('publish')],
] as Turn[]

const fragile = ['turkmenportal.com', 'mvd.gov.kg', 'tdh.gov.tm', 'www.interfax-russia.ru']

/** Site that is edited: its REST interface tells of changes. */
const edited = 'kz/polisia-ru'

/** Makes the sites live: each call is the next turn. Goes on where an earlier run stopped. */
export function createTimeline(
  replica: Replica,
  all: CorpusFile[],
  isRead: (site: string) => boolean = () => true,
): () => Told {
  const corpus = all.filter(({ site }) => isRead(site))
  let turn = 0
  let isDown: string | null = null

  return () => {
    const round = Math.floor(turn / cycle.length)
    const now = cycle[turn % cycle.length]!
    turn++
    if (now === 'goDown') {
      isDown = fragile[round % fragile.length]!
      replica.goDown(isDown)
      return { what: 'down', where: isDown }
    }
    if (now === 'comeBack' && isDown) {
      const where = isDown
      isDown = null
      replica.comeBack(where)
      return { what: 'back', where }
    }
    if (now === 'edit') return edit(replica) ?? publish(replica, corpus, isRead)
    if (now === 'withdraw') return withdraw(replica) ?? publish(replica, corpus, isRead)
    return publish(replica, corpus, isRead)
  }
}

function publish(replica: Replica, corpus: CorpusFile[], isRead: (site: string) => boolean): Told {
  const { happenings } = replica
  const released = new Set(happenings.released.map(({ site, id }) => `${site} ${id}`))
  const kept = corpus.map(({ site, items }) => ({
    site,
    items: items.filter(({ id, hoursAgo }) => hoursAgo === null && !released.has(`${site} ${id}`)),
  }))
  // The source that has waited longest: one after the other, not all of one country at once.
  const last = (site: string) => happenings.released.findLastIndex((h) => h.site === site)
  const next = kept.filter(({ items }) => items.length > 0).sort((a, b) => last(a.site) - last(b.site))[0]
  if (next) {
    const item = next.items[0]!
    replica.release(next.site, item.id)
    return { what: 'published', where: next.site, title: item.title }
  }
  const nextId = (site: string) => Math.max(...replica.articles(site).map(({ id }) => id)) + 1
  const made = nextInvented(happenings.added.length, nextId, isRead)
  replica.addItem(made.site, made.item)
  return { what: 'published', where: made.site, title: made.item.title }
}

/** The `count`-th made up for a site that is read. */
function nextInvented(
  count: number,
  nextId: (site: string) => number,
  isRead: (site: string) => boolean,
): ReturnType<typeof invent> {
  for (let n = 0, left = count; ; n++) {
    const made = invent(n, nextId)
    if (isRead(made.site) && left-- === 0) return made
  }
}

function edit(replica: Replica): Told | null {
  const done = new Set(replica.happenings.edited.map(({ id }) => id))
  const article = replica.articles(edited).find(({ id, topic }) => topic === 'drugs' && !done.has(id))
  if (!article) return null
  const added =
    'Обновлено. Как сообщили в пресс-службе, по делу задержан ещё один подозреваемый, расследование продолжается.'
  replica.edit(edited, article.id, { paragraphs: [...article.paragraphs, added] })
  return { what: 'edited', where: edited, title: article.title }
}

/** One that the gateway has surely read and will surely look at again: published two turns ago. */
function withdraw(replica: Replica): Told | null {
  const { released, added, withdrawn } = replica.happenings
  const gone = new Set(withdrawn.map(({ site, id }) => `${site} ${id}`))
  const recent = [...released, ...added.map(({ site, item, at }) => ({ site, id: item.id, at }))]
    .filter(({ site, id }) => !gone.has(`${site} ${id}`))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[2]
  const article = recent && replica.articles(recent.site).find(({ id }) => id === recent.id)
  if (!article) return null
  replica.withdraw(article.site, article.id)
  return { what: 'withdrawn', where: article.site, title: article.title }
}
