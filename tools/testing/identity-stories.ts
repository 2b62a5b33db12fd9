/**
 * Stories of who is who, for tests and benches: people arrive, speak, are named, merged, split and parted again, in any order.
 * Told twice, once with all that was undone and once without, both must end the same.
 */
import fc from 'fast-check'

/** Leaves are numbered as they arrive. A step that names one who is not there yet, or a step that cannot be, is skipped. */
export type Step =
  | { do: 'arrive' }
  | { do: 'hear'; leaf: number; kind: 'said' | 'answered' | 'ordered' }
  | { do: 'name'; leaf: number; name: string }
  | { do: 'merge'; left: number; right: number }
  /** Undoes the merge of an earlier step, if it stands. */
  | { do: 'undo'; step: number }

const leaf = fc.nat({ max: 7 })
const step = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary })
const names = fc.constantFrom('김지우', '이서연', 'Minjun', '하늘')
const kinds = fc.constantFrom('said' as const, 'answered' as const, 'ordered' as const)

export const stories = (longest: number): fc.Arbitrary<Step[]> =>
  fc
    .array(
      fc.oneof(
        step(2, fc.constant({ do: 'arrive' })),
        step(
          3,
          fc.tuple(leaf, kinds).map(([one, kind]) => ({ do: 'hear', leaf: one, kind })),
        ),
        step(
          2,
          fc.tuple(leaf, names).map(([one, name]) => ({ do: 'name', leaf: one, name })),
        ),
        step(
          4,
          fc.tuple(leaf, leaf).map(([left, right]) => ({ do: 'merge', left, right })),
        ),
        step(
          4,
          fc.nat({ max: longest }).map(earlier => ({ do: 'undo', step: earlier })),
        ),
      ),
      { minLength: 4, maxLength: longest },
    )
    .map(steps => [{ do: 'arrive' }, { do: 'arrive' }, { do: 'arrive' }, ...steps])

/** The story as if what was undone had never happened. Steps keep their places, since their instants and numbers count. */
export const withoutUndone = (steps: readonly Step[]): (Step | null)[] => {
  const told: (Step | null)[] = [...steps]
  steps.forEach((step, n) => {
    if (step.do !== 'undo') return
    told[n] = null
    if (step.step < n && steps[step.step]?.do === 'merge') told[step.step] = null
  })
  return told
}
