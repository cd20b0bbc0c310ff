import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { TablePage } from './page-through.ts'
import type { BreakOff, TableWriter } from './table-writer.ts'

/** Rows turned to text at once: enough to be quick, little to hold. */
const rowsAtOnce = 250

/**
 * Sends the pages as fast as the client takes them; stops reading when it is gone. An error ends the table with a
 * line that says so and breaks the connection, so that no reader takes it for whole.
 */
export async function streamTable(
  response: ServerResponse,
  writer: TableWriter,
  { first, rest }: { first: IteratorResult<TablePage, void>; rest: AsyncGenerator<TablePage> },
  explain: (thrown: unknown) => BreakOff,
): Promise<void> {
  const gone = new AbortController()
  const onClose = () => gone.abort()
  response.once('close', onClose)
  const send = async (text: string) => {
    if (text && !response.write(text)) await once(response, 'drain', { signal: gone.signal })
  }
  try {
    await send(writer.head())
    for (let page = first; !page.done && !gone.signal.aborted; page = await rest.next())
      for (let at = 0; at < page.value.rows.length; at += rowsAtOnce)
        await send(writer.rows(page.value.rows.slice(at, at + rowsAtOnce)))
    if (!gone.signal.aborted) response.end()
  } catch (thrown) {
    // Who is gone needs no word, and a log none either.
    if (gone.signal.aborted) return
    response.write(writer.breakOff(explain(thrown)))
    // Sends what is written, then closes: without the last chunk the answer has no proper end.
    response.socket?.destroySoon()
  } finally {
    response.off('close', onClose)
    await rest.return(undefined)
  }
}
