// A reason not to start that the operator can mend: shown as its words alone, in Korean and English, without a stack.

const NAME = 'StartProblem'

/** @param words what is wrong and what to do, for a person at a terminal */
export function startProblem(words: string, options?: ErrorOptions): Error {
  const error = new Error(words, options)
  error.name = NAME
  return error
}

/** True when the message of `error` is meant for the person who started us. */
export function isStartProblem(error: unknown): error is Error {
  return error instanceof Error && error.name === NAME
}
