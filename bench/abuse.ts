import { parseArgs } from 'node:util'
import { type Attack, attacks } from '../test/server/limits/attacks.ts'
import type { Bench } from './bench.ts'
import { type Child, startChild } from './child.ts'
import { median } from './table.ts'

/** Milliseconds of processor time a refusal may take. */
const bar = 50

export const abuse: Bench = {
  measures: 'processor time a gateway spends on refusing hostile requests',
  options: `  --runs N       requests of each kind (15); the median counts
  --only TEXT    attacks whose name contains it
  --smoke        three of each, and the bar is not held`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        smoke: { type: 'boolean', default: false },
        runs: { type: 'string', default: '15' },
        only: { type: 'string', default: '' },
      },
    })
    const runs = values.smoke ? 3 : Number(values.runs)
    await using gateway = await startChild('./abuse/serve.ts')
    const idle = await measure(gateway, harmless, runs)
    console.log(
      `\n### Abuse: ms of the gateway's processor time a request, of which ${idle.ms.toFixed(1)} are for any\n`,
    )
    console.log('| request | median | worst | refused with |\n|---|---|---|---|')
    let met = true
    for (const attack of attacks.filter(({ name }) => name.includes(values.only))) {
      const { ms, worst, status, codes } = await measure(gateway, attack, runs)
      const asMeant = status === attack.status && codes.includes(attack.code)
      const within = values.smoke || ms < bar
      met = met && asMeant && within
      const marks = `${asMeant ? '' : `, not ${attack.status} ${attack.code}`}${within ? '' : ` OVER ${bar} ms`}`
      console.log(
        `| ${attack.name} | ${ms.toFixed(1)} | ${worst.toFixed(1)} | ${status} ${codes.join(', ')}${marks} |`,
      )
    }
    return met
  },
}

const harmless: Attack = {
  name: 'harmless',
  body: () => ({ query: '{ __typename }' }),
  status: 200,
  code: '',
}

/** One request at a time, the first two not counted: compiling is done once, not by each attacker. */
async function measure(gateway: Child, attack: Attack, runs: number) {
  const spent: number[] = []
  let last = { status: 0, codes: [] as string[] }
  for (let run = 0; run < runs + 2; run++) {
    const before = await cpuOf(gateway)
    last = await send(String(attack.closed ? gateway.ready.closed : gateway.ready.url), attack, run)
    spent.push((await cpuOf(gateway)) - before)
  }
  const counted = spent.slice(2).map((micros) => micros / 1_000)
  return { ms: median(counted), worst: Math.max(...counted), ...last }
}

async function cpuOf(gateway: Child): Promise<number> {
  return (await gateway.ask<{ cpuMicros: number }>({})).cpuMicros
}

async function send(url: string, { method = 'POST', search = '', headers, body }: Attack, run: number) {
  const given = method === 'POST' ? body?.(run) : undefined
  const response = await fetch(`${url}/graphql${search}`, {
    method,
    headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
    body: given === undefined || typeof given === 'string' ? given : JSON.stringify(given),
  })
  const { errors = [] } = (await response.json()) as { errors?: { extensions?: { code?: string } }[] }
  return {
    status: response.status,
    codes: [...new Set(errors.map((error) => error.extensions?.code ?? '?'))],
  }
}
