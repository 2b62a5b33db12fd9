/** Pure: a handle as it is written, with the @ where it is a name rather than an address or an id with other signs. */
export const shownHandle = (handle: string): string => (/^[\w.-]+$/.test(handle) ? `@${handle}` : handle)
