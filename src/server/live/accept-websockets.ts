import type { IncomingMessage, Server } from 'node:http'
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws'
import { WebSocketServer } from 'ws'
import { readCredential } from '../../access/read-credential.ts'
import type { Identify } from '../access/authenticate.ts'
import { closeCodes } from './close-codes.ts'
import { openSession, type SessionPorts } from './websocket-session.ts'

export interface WebSocketPorts extends Omit<SessionPorts, 'lifetimeMs' | 'identify' | 'raw'> {
  identify: Identify
  /** Spreads the ends of connections: 0 ≤ n < 1. */
  random(): number
}

function presented({ headers, url = '' }: IncomingMessage): string | null {
  return readCredential(headers, 'GET', url.includes('?') ? url.slice(url.indexOf('?')) : '')
}

/** Takes WebSocket connections at `/graphql`. Returns what ends them, each with its subscriptions completed. */
export function acceptWebSockets(
  server: Server,
  ports: WebSocketPorts,
): { close(): void; readonly connections: number } {
  const { limits, random } = ports
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

  server.on('upgrade', (request, socket, head) => {
    if (!/^\/graphql(?:\?|$)/.test(request.url ?? '')) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (webSocket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL)
        return webSocket.close(closeCodes.subprotocol, 'Subprotocol not acceptable')
      if (sessions.size >= limits.connections)
        return webSocket.close(closeCodes.tryAgainLater, 'Too many connections, try again later')
      const session = openSession(webSocket, {
        ...ports,
        raw: socket,
        // Tools that can set headers need not say it twice.
        identify: (credential) => ports.identify(request, credential ?? presented(request)),
        lifetimeMs: limits.lifetimeMs * (0.9 + random() * 0.2),
      })
      sessions.add(session)
      webSocket.once('close', () => sessions.delete(session))
    })
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
