import type { IncomingMessage } from 'node:http'
import type { Authenticator } from '../../access/create-authenticator.ts'
import { readCredential } from '../../access/read-credential.ts'
import type { Caller } from '../../model/access.ts'
import { Unauthenticated } from '../../model/errors.ts'
import type { Step } from '../exchange.ts'
import type { RateLimits } from '../limits/rate-limits.ts'
import { clientAddress } from './client-address.ts'
import { isOwnPage } from './own-page.ts'

export type AuthMode = 'open' | 'open-on-public' | 'keys'

export interface IdentifyPorts {
  authenticator: Authenticator
  mode: AuthMode
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  trustedProxies: number
  rates: Pick<RateLimits, 'wrongCredential'>
}

export type Identify = (request: IncomingMessage, credential: string | null) => Promise<Caller>

/** Who a request is from. Throws `Unauthenticated`. */
export function createIdentify({ authenticator, mode, trustedProxies, rates }: IdentifyPorts): Identify {
  return async (request, credential) => {
    const address = clientAddress(request, trustedProxies)
    const caller = await authenticator.authenticate(credential, address).catch(async (error) => {
      if (credential !== null && error instanceof Unauthenticated) await rates.wrongCredential(address)
      throw error
    })
    // Without a key an open gateway lets this machine do everything, and pages of other sites read.
    if (credential === null && mode === 'open' && isOwnPage(request.headers))
      return { ...caller, scope: 'OPERATE' }
    return caller
  }
}

/** Steps after this one know who asks. */
export function authenticate(identify: Identify): Step {
  return async (exchange) => {
    const { request, method, search } = exchange
    exchange.caller = await identify(request, readCredential(request.headers, method, search))
    return false
  }
}
