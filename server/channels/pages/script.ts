/** Scripts as they are sent to pages of others. */

/** @param source the script as it is written. @returns the same without comments and indentation, which cost every visitor. */
export const servedScript = (source: string): string =>
  source
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('//'))
    .join('\n')
