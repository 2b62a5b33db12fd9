/** A script: what somebody made up says, and what it is. */
import type { DrillPostKind } from '../../../contract/inbox/practice.ts'

export interface ScriptedPost {
  readonly who: string
  readonly kind: DrillPostKind
  /** Answers to one issue must not disagree. */
  readonly issue: string
  readonly text: string
}

type Line = readonly [who: string, kind: DrillPostKind, issue: string, text: string]

export const script = (lines: readonly Line[]): readonly ScriptedPost[] =>
  lines.map(([who, kind, issue, text]) => ({ who, kind, issue, text }))
