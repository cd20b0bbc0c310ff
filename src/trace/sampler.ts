import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace'

export interface SamplerSettings {
  /** OTEL_TRACES_SAMPLER */
  name:
    | 'always_on'
    | 'always_off'
    | 'traceidratio'
    | `parentbased_${'always_on' | 'always_off' | 'traceidratio'}`
  /** OTEL_TRACES_SAMPLER_ARG: share of traces kept by the ratio ones, 0 to 1. */
  ratio: number
}

export function toSampler({ name, ratio }: SamplerSettings): Sampler {
  const own = name.replace('parentbased_', '')
  const root =
    own === 'always_on'
      ? new AlwaysOnSampler()
      : own === 'always_off'
        ? new AlwaysOffSampler()
        : new TraceIdRatioBasedSampler(ratio)
  return own === name ? root : new ParentBasedSampler({ root })
}
