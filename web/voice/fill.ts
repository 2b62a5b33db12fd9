/** Pure: fills the fields of a saved reply; Korean particles fit the value. */
import { type ParticlePair, particlePairs, withParticle } from '../platform/particle.ts'

export type FieldValues = Readonly<Record<string, string>>

/** `{고객명}` becomes the value; `{고객명, 이/가}` takes the particle that fits it. A field without a value stays as it is. */
export const fillFields = (text: string, values: FieldValues): string =>
  text.replace(/\{\s*([^{},]+?)\s*(?:,\s*([^{}]+?)\s*)?\}/g, (whole, name: string, pair: string | undefined) => {
    const value = values[name]
    if (!value) return whole
    if (pair === undefined) return value
    return isPair(pair) ? withParticle(value, pair) : whole
  })

const isPair = (pair: string): pair is ParticlePair => (particlePairs as readonly string[]).includes(pair)
