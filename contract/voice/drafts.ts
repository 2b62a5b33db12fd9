/** A draft of an answer and what a second pair of eyes would say about it before it goes out. */
import { z } from 'zod'

/** What can be wrong with a draft; the order is the order in which a person should look. */
export const faultKinds = [
  'private_data',
  'wrong_name',
  'conflicting_promise',
  'rule_quoting',
  'blame',
  'missing_apology',
  'honorific',
  'tone',
] as const
export const faultKind = z.enum(faultKinds)
export type FaultKind = z.infer<typeof faultKind>

export const fault = z.object({
  kind: faultKind,
  /** From and to in UTF-16 units of the draft. */
  span: z.tuple([z.int().min(0), z.int().min(0)]),
  /** Why, in the language of the draft. */
  why: z.string(),
  /** What may stand in the span instead, in the language of the draft. */
  better: z.string(),
})
export type Fault = z.infer<typeof fault>
