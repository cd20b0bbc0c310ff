import { describe } from 'vitest'
import { liveContract } from '../../contracts/live.contract.ts'
import { webSocketTransport } from './websocket-transport.ts'

describe('subscriptions over WebSocket', () => liveContract(webSocketTransport))
