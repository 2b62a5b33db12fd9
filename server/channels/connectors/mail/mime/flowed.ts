/** `format=flowed` (RFC 3676): lines that end with a space go on in the next one. */

export const unflow = (text: string, deletesSpace: boolean): string => {
  const lines: string[] = []
  let isOpen = false
  let openDepth = 0
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)![0].length
    const bare = line.slice(depth).replace(/^ /, '')
    const isSignature = bare === '-- '
    if (isOpen && depth === openDepth && !isSignature) lines[lines.length - 1] += bare
    else lines.push(depth > 0 ? `${'>'.repeat(depth)} ${bare}` : bare)
    isOpen = bare.endsWith(' ') && !isSignature
    openDepth = depth
    if (isOpen && deletesSpace) lines[lines.length - 1] = lines.at(-1)!.slice(0, -1)
  }
  return lines.join('\n')
}
