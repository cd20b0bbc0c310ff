// The process of one server: `node bench/servers/main.ts FILE`, spoken to over its channel.
import type { ServerOptions, StartServer } from './server.ts'

const [file = ''] = process.argv.slice(2)
const { start } = (await import(new URL(file, import.meta.url).href)) as { start: StartServer }
process.once('message', async (options: ServerOptions) => {
  const { url } = await start(options)
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMicros: user + system, rssBytes: process.memoryUsage.rss() })
  })
  process.send?.({ url })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ loaded: true })
