import { expect, it } from 'vitest'
import { assignStories } from '../../../src/ingest/assign-stories.ts'
import { reassignStories } from '../../../src/ingest/reassign-stories.ts'
import type { EventDraft } from '../../../src/model/event.ts'
import type { Store } from '../../../src/store/types.ts'
import { understand } from '../../../src/understand/index.ts'
import { sampleDraft } from '../../store/sample-draft.ts'

const at = '2025-04-10T08:00:00.000Z'
const publishedAt = '2025-04-10T06:00:00.000Z'

const osh = 'В Ошской области изъято 12 кг 345 граммов героина, задержан житель Кара-Суу.'
const also = 'Ош облусунда 12 кг 345 грамм героин колго түштү, Кара-Суунун тургуну кармалды.'
const again = 'В Ошской области милиция сообщила об изъятии 12 кг 345 граммов героина у жителя района.'
const talas = 'В Таласской области изъято 61 кг 780 граммов марихуаны, задержана жительница Покровки.'
const alsoTalas = 'Талас облусунда 61 кг 780 грамм марихуана табылып, Покровканын тургуну кармалды.'

/** Reports that are edited, on a store; which story each is told in is what readers see. */
export function storiesContract(store: () => Store): void {
  const draft = (n: number, body: string): EventDraft =>
    sampleDraft({
      ...{ url: `https://news.example/${n}`, title: `Сообщение ${n}`, body, publishedAt, contentHash: body },
      understanding: understand({ text: body, source: { country: 'KG' }, publishedAt }),
    })
  const add = async (...drafts: EventDraft[]) => {
    for (const one of drafts)
      await store().commit({
        ...{ sourceId: 'kg/sample', drafts: [one], at },
        stories: await assignStories([one], store().events),
      })
  }
  const edit = async (...drafts: EventDraft[]) => {
    const stories = await reassignStories(drafts, store().events)
    return store().commit({ sourceId: 'kg/sample', drafts, stories, at })
  }
  /** The reports as they are told together. */
  const told = async (...numbers: number[]) => {
    const events = await store().events.byIds(numbers.map((n) => draft(n, osh).id))
    const groups = Map.groupBy(numbers, (n) => events[numbers.indexOf(n)]!.storyId)
    return [...groups.values()]
  }

  it('an edit that changes nothing of what happened leaves a report where it is, as one revision', async () => {
    await add(draft(1, osh), draft(2, also))
    expect(await told(1, 2)).toEqual([[1, 2]])
    expect((await edit(draft(2, `${also} Иш козголду.`))).revised).toEqual([draft(2, also).id])
    expect(await told(1, 2)).toEqual([[1, 2]])
    expect(await store().events.revisions([draft(2, also).id])).toMatchObject([{ length: 2 }])
  })

  it('a report that turns out to tell another happening moves to its story, and back when that is taken back', async () => {
    await add(draft(1, osh), draft(2, also), draft(3, talas))
    await edit(draft(2, alsoTalas))
    expect(await told(1, 2, 3)).toEqual([[1], [2, 3]])
    await edit(draft(2, also))
    expect(await told(1, 2, 3)).toEqual([[1, 2], [3]])
  })

  it('one that tells what no other does begins a story of its own', async () => {
    await add(draft(1, osh), draft(2, also))
    await edit(draft(2, alsoTalas))
    expect(await told(1, 2)).toEqual([[1], [2]])
  })

  it('the first report of a story may leave it: the others stay together', async () => {
    await add(draft(1, osh), draft(2, also), draft(3, again), draft(4, talas))
    expect(await told(1, 2, 3, 4)).toEqual([[1, 2, 3], [4]])
    const { revised } = await edit(draft(1, alsoTalas))
    expect(await told(1, 2, 3, 4)).toEqual([
      [1, 4],
      [2, 3],
    ])
    expect(revised).toHaveLength(3)
    await edit(draft(1, osh))
    expect(await told(1, 2, 3, 4)).toEqual([[1, 2, 3], [4]])
  })

  it('a correction makes one story of two', async () => {
    await add(draft(1, osh), draft(2, alsoTalas))
    expect(await told(1, 2)).toEqual([[1], [2]])
    await edit(draft(2, also))
    expect(await told(1, 2)).toEqual([[1, 2]])
  })
}
