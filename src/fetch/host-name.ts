import { domainToASCII, domainToUnicode } from 'node:url'

/** Lower case, Punycode, no trailing dot, `xn--plai` put right; empty for what is no host name. */
export function asciiHost(host: string): string {
  return domainToASCII(repairPunycode(host.trim())).replace(/\.$/, '')
}

/** As people write it: `мвд.рф`. */
export function unicodeHost(host: string): string {
  return domainToUnicode(host) || host
}

/** `рф` is `xn--p1ai`; addresses typed from print have the letters l or i where the digit is. */
export function repairPunycode(hostOrAddress: string): string {
  return hostOrAddress.replace(/^([^/?#]*(?:\/\/[^/?#]*)?xn--)p[li]ai(?=$|[.:/?#])/i, '$1p1ai')
}
