/** Reads JSON Lines of drafts as they come and answers each in order; a bad line is answered and the run goes on. */
import { z } from 'zod'
import { checkDraft } from './checking/check.ts'

const draftLine = z.looseObject({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  public: z.boolean().nullish(),
  customer: z.looseObject({ name: z.string().nullish() }).nullish(),
  thread: z.array(z.string()).nullish(),
  said: z.array(z.string()).nullish(),
})

/** A line longer than this many UTF-16 units is refused as a whole run: it is no line of drafts. */
const longestLine = 16_000_000

/**
 * Yields what is to be written for `pieces`, which may be cut anywhere: one line for each line. Whatever lines a piece
 * completes are answered before the next piece is awaited, so that a pipe never waits for its end.
 */
export async function* answerDrafts(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const piece of pieces) {
    rest += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true })
    const end = rest.lastIndexOf('\n')
    if (end < 0) {
      if (rest.length > longestLine) throw new Error(`A line is longer than ${longestLine} characters.`)
      continue
    }
    const lines = rest.slice(0, end)
    rest = rest.slice(end + 1)
    const out = answerAll(lines)
    if (out.length > 0) yield out
  }
  const out = answerAll(rest + decoder.decode())
  if (out.length > 0) yield out
}

const answerAll = (lines: string): string =>
  lines
    .split('\n')
    .filter(line => line.trim().length > 0)
    .map(line => `${JSON.stringify(answer(line))}\n`)
    .join('')

const answer = (line: string) => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: null, error: 'This line is not JSON.' }
  }
  const read = draftLine.safeParse(value)
  if (!read.success) {
    const { path, message } = read.error.issues[0]!
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null
    return {
      id: typeof id === 'string' || typeof id === 'number' ? id : null,
      error: path.length > 0 ? `"${path.join('.')}": ${message}.` : 'This line is not an object with "id" and "text".',
    }
  }
  const { id, text, customer, thread, said } = read.data
  const draft = {
    text,
    public: read.data.public ?? false,
    customer: { name: customer?.name ?? '' },
    thread: thread ?? [],
    said: said ?? [],
  }
  return { id, faults: checkDraft(draft) }
}
