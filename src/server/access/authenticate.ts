import type { IncomingMessage } from 'node:http'
import type { Authenticator } from '../../access/create-authenticator.ts'
import { readCredential } from '../../access/read-credential.ts'
import type { Caller } from '../../model/access.ts'
import type { Step } from '../exchange.ts'
import { clientAddress } from './client-address.ts'
import { isOwnPage } from './own-page.ts'

export type AuthMode = 'open' | 'open-on-public' | 'keys'

export interface IdentifyPorts {
  authenticator: Authenticator
  mode: AuthMode
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  trustedProxies: number
}

export type Identify = (request: IncomingMessage, credential: string | null) => Promise<Caller>

/** Who a request is from. Throws `Unauthenticated`. */
export function createIdentify({ authenticator, mode, trustedProxies }: IdentifyPorts): Identify {
  return async (request, credential) => {
    const caller = await authenticator.authenticate(credential, clientAddress(request, trustedProxies))
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
