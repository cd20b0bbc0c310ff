import { describe } from 'vitest'
import { liveContract } from '../../contracts/live.contract.ts'
import { sseTransport } from './sse-transport.ts'

describe('subscriptions over SSE', () => liveContract(sseTransport))
