/** Refusals as the web sees them: the server's problem+json, or a sentence of our own when no server answered. */
import type { Problem } from '../../contract/problem.ts'

/** An error that carries a problem; `code` is `network` when no server answered and `bad_answer` when it made no sense. */
export interface ProblemError extends Error {
  readonly name: 'ProblemError'
  readonly problem: Problem
}

/** @param problem what the server answered, whole. */
export const problemError = (problem: Problem): ProblemError =>
  Object.assign(new Error(problem.title), { name: 'ProblemError' as const, problem })

export const isProblemError = (error: unknown): error is ProblemError =>
  error instanceof Error && error.name === 'ProblemError' && 'problem' in error

/** The HTTP status of a refusal, 0 when no server answered, null for anything else that was thrown. */
export const statusOf = (error: unknown): number | null => (isProblemError(error) ? error.problem.status : null)

/** Where in a field's text the server found fault, and what it takes to have been meant. */
export const faultPlace = (
  error: unknown,
  path: string,
): { at: number; length: number; suggestion: string } | undefined =>
  isProblemError(error) ? error.problem.fields?.find(field => field.path === path)?.place : undefined

/** The sentence for one field of a form, where the server refused that field. */
export const fieldProblem = (error: unknown, path: string): string | undefined =>
  isProblemError(error) ? error.problem.fields?.find(field => field.path === path)?.message : undefined
