/** @jsxImportSource react */
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql'
import { useMemo, useRef, useState } from 'react'
import { createTransports, type Transport } from './create-transports.ts'
import { examples } from './examples.ts'
import { examplesPlugin } from './examples-plugin.tsx'

const keyName = 'bulletin.key'
const plugins = [examplesPlugin, HISTORY_PLUGIN]
const given = new URLSearchParams(location.search)
const roomy = matchMedia('(min-width: 700px)').matches
const theme = localStorage.getItem('bulletin.theme')

/** GraphiQL against this gateway, with a key, a choice of transport for subscriptions, and questions to begin with. */
export function Ide() {
  const [transport, setTransport] = useState<Transport>('WebSocket')
  const [key, setKey] = useState(localStorage.getItem(keyName) ?? '')
  // Fetchers outlive renders; they read what holds when they are asked.
  const now = useRef({ transport, key })
  now.current = { transport, key }
  const fetcher = useMemo(() => createTransports(() => now.current), [])
  return (
    <div className="ide">
      <header className="ide-head">
        <a href="/">← Bulletin</a>
        <h1>GraphiQL</h1>
        <label>
          Subscriptions over
          <select value={transport} onChange={(event) => setTransport(event.target.value as Transport)}>
            <option>WebSocket</option>
            <option>SSE</option>
          </select>
        </label>
        <label>
          API key
          <input
            type="password"
            autoComplete="off"
            placeholder="sent as Authorization: Bearer …"
            value={key}
            onChange={(event) => {
              setKey(event.target.value.trim())
              localStorage.setItem(keyName, event.target.value.trim())
            }}
          />
        </label>
      </header>
      <main>
        <GraphiQL
          fetcher={fetcher}
          plugins={plugins}
          visiblePlugin={given.has('query') || !roomy ? undefined : examplesPlugin}
          initialQuery={given.get('query') ?? undefined}
          initialVariables={given.get('variables') ?? undefined}
          defaultQuery={examples[0]!.query}
          {...(theme === 'light' || theme === 'dark' ? { forcedTheme: theme } : {})}
        />
      </main>
    </div>
  )
}
