import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { RequestRefused } from '../model/errors.ts'
import { unicodeHost } from './host-name.ts'
import { isPublicAddress } from './public-address.ts'

export interface Address {
  address: string
  family: number
}

export type Lookup = (host: string) => Promise<Address[]>

export const lookupWithSystem: Lookup = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })

/**
 * A `lookup` for `net.connect` that gives public addresses only. The socket goes to an address judged here,
 * so a name that resolves differently the next time (DNS rebinding) gains nothing.
 */
export function guardedLookup(lookup: Lookup): LookupFunction {
  return (host, options, callback) => {
    lookup(host).then(
      (all) => {
        const wanted = all.filter(({ family }) => !options.family || family === options.family)
        const open = wanted.filter(({ address }) => isPublicAddress(address))
        const first = open[0]
        if (!first) return callback(noPublicAddress(host, all), '', 0)
        if (options.all) callback(null, open)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    )
  }
}

function noPublicAddress(host: string, found: Address[]): RequestRefused {
  const addresses = found.map(({ address }) => address).join(', ') || 'no address'
  return new RequestRefused(
    `${unicodeHost(host)}: resolves to ${addresses}, which is not on the public Internet; not connecting. ` +
      'If that is meant, map the host explicitly.',
  )
}
