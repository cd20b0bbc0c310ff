import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { readCredential } from '../../access/read-credential.ts'
import type { Identify } from '../access/authenticate.ts'
import { closeCodes } from './close-codes.ts'
import { createLifetimes } from './lifetimes.ts'
import { openSession, type SessionPorts } from './websocket-session.ts'

export interface WebSocketPorts extends Omit<SessionPorts, 'lifetimeMs' | 'identify' | 'raw'> {
  identify: Identify
  /** Spreads the ends of connections: 0 ≤ n < 1. */
  random(): number
}

function presented({ headers, url = '' }: IncomingMessage): string | null {
  return readCredential(headers, 'GET', url.includes('?') ? url.slice(url.indexOf('?')) : '')
}

/** Lets go of the request with the first answer. Tools that can set headers need not say their key twice. */
function identifyOnce(request: IncomingMessage, identify: Identify): SessionPorts['identify'] {
  let asked: IncomingMessage | null = request
  return async (credential) => {
    if (!asked) throw new Error('A connection says once who it is.')
    const from = asked
    asked = null
    return identify(from, credential ?? presented(from))
  }
}

/** Takes WebSocket connections at `/graphql`. Returns what ends them, each with its subscriptions completed. */
export function acceptWebSockets(
  server: Server,
  ports: WebSocketPorts,
): { close(): void; readonly connections: number } {
  const { limits, random } = ports
  const lifetimeMs = createLifetimes(limits.lifetimeMs, random)
  const sessions = new Set<{ shutDown(): void }>()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
    // A client that asks for another protocol is let in under it to be told so by close code: browsers give up
    // without a word where nothing of what they offer is taken.
    handleProtocols: (protocols) =>
      protocols.has(GRAPHQL_TRANSPORT_WS_PROTOCOL)
        ? GRAPHQL_TRANSPORT_WS_PROTOCOL
        : (protocols.values().next().value ?? false),
  })

  /** Apart from the upgrade, whose request would be held for as long as the connection lives. */
  function take(webSocket: WebSocket, raw: Duplex, identify: SessionPorts['identify']): void {
    if (webSocket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL)
      webSocket.close(closeCodes.subprotocol, 'Subprotocol not acceptable')
    else if (sessions.size >= limits.connections)
      webSocket.close(closeCodes.tryAgainLater, 'Too many connections, try again later')
    else {
      const session = openSession(webSocket, { ...ports, raw, identify, lifetimeMs: lifetimeMs() })
      sessions.add(session)
      webSocket.once('close', () => sessions.delete(session))
    }
  }

  server.on('upgrade', (request, socket, head) => {
    if (!/^\/graphql(?:\?|$)/.test(request.url ?? '')) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const identify = identifyOnce(request, ports.identify)
    sockets.handleUpgrade(request, socket, head, (webSocket) => take(webSocket, socket, identify))
  })

  return {
    close() {
      for (const session of sessions) session.shutDown()
      sockets.close()
    },
    get connections() {
      return sessions.size
    },
  }
}
