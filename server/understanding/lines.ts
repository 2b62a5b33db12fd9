/** Reads JSON Lines as they come: `{"id","text"}` in, the reading out, in order; a bad line is answered and the run goes on. */
import type { Reading } from '../../contract/understanding.ts'

type Read = (texts: readonly string[]) => Reading[] | Promise<Reading[]>
type Line = { id: unknown; text: string } | { id: unknown; error: string }

/** Lines of one piece are read together; a line longer than this many UTF-16 units is refused. */
const LONGEST_LINE = 16_000_000

/**
 * Yields one line of JSON (with its line feed) for each line of `pieces`, which may be cut anywhere. Whatever lines a
 * piece completes are answered before the next piece is awaited, so that a pipe never waits for its end.
 */
export async function* readLines(pieces: AsyncIterable<string | Uint8Array>, read: Read): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const piece of pieces) {
    rest += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true })
    const end = rest.lastIndexOf('\n')
    if (end < 0) {
      if (rest.length > LONGEST_LINE) throw new Error(`A line is longer than ${LONGEST_LINE} characters.`)
      continue
    }
    const lines = rest.slice(0, end).split('\n')
    rest = rest.slice(end + 1)
    yield* answer(lines, read)
  }
  rest += decoder.decode()
  yield* answer([rest], read)
}

async function* answer(raw: readonly string[], read: Read): AsyncGenerator<string> {
  const lines = raw.filter(line => line.trim().length > 0).map(parseLine)
  const good = lines.filter(line => 'text' in line)
  const readings = await read(good.map(line => line.text))
  let at = 0
  let out = ''
  for (const line of lines) {
    if ('error' in line) out += `${JSON.stringify(line)}\n`
    else out += `${JSON.stringify({ id: line.id, ...readings[at++] })}\n`
  }
  if (out.length > 0) yield out
}

function parseLine(line: string): Line {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: null, error: 'This line is not JSON.' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { id: null, error: 'This line is not an object with "id" and "text".' }
  }
  const { id = null, text } = value as { id?: unknown; text?: unknown }
  if (typeof text !== 'string') return { id, error: '"text" is missing or is not a string.' }
  return { id, text }
}
