import type { MixQuery, Sample } from './mix.ts'

/** Medians with their spread, and ratios to Mercurius where it ran, else to the bare server. */
export function printTable(
  home: string,
  queries: MixQuery[],
  names: string[],
  samples: Map<string, Sample[]>,
): void {
  for (const { name } of queries) {
    const basis = ['mercurius+jit', 'mercurius+jit (nothing kept)', 'bare'].find((each) =>
      samples.has(`${name}\n${each}`),
    )
    const base = basis && summary(samples.get(`${name}\n${basis}`)!)
    console.log(`\n### ${home}: ${name}\n`)
    console.log(
      `| server | requests/s (spread) | ratio to ${basis} | CPU µs/request | ratio | p50 ms | p99 ms |`,
    )
    console.log('|---|---|---|---|---|---|---|')
    for (const server of names) {
      const taken = samples.get(`${name}\n${server}`)
      if (!taken || !base) continue
      const { perSecond, spread, cpu, p50, p99 } = summary(taken)
      const cells = [
        ...[server, `${Math.round(perSecond)} (±${spread} %)`, (perSecond / base.perSecond).toFixed(2)],
        ...[cpu.toFixed(0), (base.cpu / cpu).toFixed(2), p50.toFixed(2), p99.toFixed(2)],
      ]
      console.log(`| ${cells.join(' | ')} |`)
    }
  }
}

function summary(samples: Sample[]) {
  const rates = samples.map(({ perSecond }) => perSecond)
  const perSecond = median(rates)
  return {
    perSecond,
    spread: Math.round(((Math.max(...rates) - Math.min(...rates)) / 2 / perSecond) * 100),
    cpu: median(samples.map(({ cpuMicros }) => cpuMicros)),
    p50: median(samples.map(({ p50 }) => p50)),
    p99: median(samples.map(({ p99 }) => p99)),
  }
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
